package dev.medislot.web.outgoing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections with a request that is not answered yet; closes those on which it takes too long. */
final class InFlight {

    private final Set<TimedConnection> connections = ConcurrentHashMap.newKeySet();
    private final long limit;

    InFlight(Duration limit) {
        this.limit = limit.toNanos();
    }

    void add(TimedConnection connection) {
        connections.add(connection);
    }

    void remove(TimedConnection connection) {
        connections.remove(connection);
    }

    /** Ends requests on which a socket's timeout has no effect: it begins again at every byte, and writes have none. */
    void endLate() {
        connections.stream().filter(connection -> connection.age() > limit).forEach(TimedConnection::abort);
    }
}
