package dev.medislot.notification.feed;

import dev.medislot.notification.projection.PersonErased;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Removes the calendar feed of an erased person, in the same transaction. */
@Component
class EraseFeed {

    private final CalendarFeeds feeds;

    EraseFeed(CalendarFeeds feeds) {
        this.feeds = feeds;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void erase(PersonErased erased) {
        feeds.remove(erased.personId());
    }
}
