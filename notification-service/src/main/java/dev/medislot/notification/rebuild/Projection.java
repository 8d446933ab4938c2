package dev.medislot.notification.rebuild;

import dev.medislot.common.event.Topics;

/** What is kept from which topic. */
public enum Projection {
    CONTACTS(Topics.CONTACTS), BOOKINGS(Topics.BOOKINGS);

    private final String topic;

    Projection(String topic) {
        this.topic = topic;
    }

    String topic() {
        return topic;
    }
}
