package dev.medislot.notification.intake;

import dev.medislot.notification.feed.CalendarFeeds;
import dev.medislot.notification.mail.Mails;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Erases an erased person's letters and calendar feed. */
@Component
public class ForgetPerson {

    private final Mails mails;
    private final CalendarFeeds feeds;

    ForgetPerson(Mails mails, CalendarFeeds feeds) {
        this.mails = mails;
        this.feeds = feeds;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(UUID person) {
        mails.erase(person);
        feeds.remove(person);
    }
}
