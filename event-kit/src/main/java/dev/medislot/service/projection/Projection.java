package dev.medislot.service.projection;

import dev.medislot.service.consumer.ReceivedEvent;

/** A service's copy of the facts on a topic; the code that follows the topic also rebuilds the copy. */
public interface Projection {

    String topic();

    /**
     * Applies an event that is newer than the stored row, or as new and different; returns how many rows changed.
     * <p>
     * Runs in a transaction of its own, from several threads and processes at once.
     */
    int keep(ReceivedEvent event);

    /** A query for the stored rows that still matter: their {@code key} on the topic and their {@code version}. */
    String kept();

    /**
     * Whether a rebuild leaves records that the consumer group has still to read to the group. True when events have
     * effects besides the projection, which the group would miss if it took them for repeats.
     */
    default boolean leavesUnreadEvents() {
        return false;
    }

    /** Corrects other rows that depend on the projection; returns how many rows changed. */
    default int settle() {
        return 0;
    }
}
