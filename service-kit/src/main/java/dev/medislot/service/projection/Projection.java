package dev.medislot.service.projection;

import dev.medislot.service.consumer.ReceivedEvent;

/** A service's copy of what a topic tells; what follows the topic day by day also makes it anew. */
public interface Projection {

    String topic();

    /**
     * Takes in what is newer than what is kept, and what is as new and different; answers how many rows changed.
     * <p>
     * In a transaction of its own, from several threads and processes at once.
     */
    int keep(ReceivedEvent event);

    /** A query for what is kept and still matters: its {@code key} on the topic and its {@code version}. */
    String kept();

    /** Puts right what else is stored because of what is kept; answers how many rows changed. */
    default int settle() {
        return 0;
    }
}
