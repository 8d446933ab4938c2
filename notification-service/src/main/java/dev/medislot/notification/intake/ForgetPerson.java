package dev.medislot.notification.intake;

import dev.medislot.notification.feed.CalendarFeeds;
import dev.medislot.notification.mail.Mails;
import dev.medislot.notification.projection.PersonErased;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Erases the letters and the calendar feed of an erased person, in the same transaction. */
@Component
class ForgetPerson {

    private final Mails mails;
    private final CalendarFeeds feeds;

    ForgetPerson(Mails mails, CalendarFeeds feeds) {
        this.mails = mails;
        this.feeds = feeds;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(PersonErased erased) {
        mails.erase(erased.personId());
        feeds.remove(erased.personId());
    }
}
