package dev.medislot.notification.mail;

import dev.medislot.notification.projection.PersonErased;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Erases the mails to and about an erased person, in the same transaction. */
@Component
class EraseMails {

    private final Mails mails;

    EraseMails(Mails mails) {
        this.mails = mails;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(PersonErased erased) {
        mails.erase(erased.personId());
    }
}
