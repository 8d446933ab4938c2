package dev.medislot.notification.rebuild;

import dev.medislot.common.event.Topics;

/** The projections that can be rebuilt, with their topics. */
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
