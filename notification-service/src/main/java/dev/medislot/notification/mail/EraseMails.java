package dev.medislot.notification.mail;

import dev.medislot.notification.projection.PersonErased;
import dev.medislot.service.sql.LongStatements;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Erases the mails to and about an erased person, in the same transaction. */
@Component
class EraseMails {

    private final Mails mails;
    private final LongStatements longStatements;

    EraseMails(Mails mails, LongStatements longStatements) {
        this.mails = mails;
        this.longStatements = longStatements;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void erase(PersonErased erased) {
        longStatements.allow();
        mails.erase(erased.personId());
    }
}
