package dev.medislot.systemtests.faults;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The ends of all sessions of a person, after each of which the ended tokens are used. */
final class SessionEnds {

    private final URI gateway;
    private final Client client;
    private final History history;
    private final List<Thread> uses = new ArrayList<>();

    SessionEnds(URI gateway, Client client, History history) {
        this.gateway = gateway;
        this.client = client;
        this.history = history;
    }

    /** Ends all sessions and logs in again. */
    void endAll() throws InterruptedException {
        var reply = client.send("POST", "/sessions/revoke", null, Duration.ZERO);
        var session = client.session();
        var person = session.person();
        if (reply.isMade()) {
            history.write("revoked", "account", session.account(), "person", person.id(), "token", session.token(),
                    "issued", session.issued());
            uses.add(Thread.ofVirtual().start(new EndedSession(gateway, history, session)));
        } else {
            // may be done later and end the next session too
            history.write("revocation", "person", person.id(), "outcome", Requests.outcome(reply), "status",
                    reply.status(), "statuses", reply.statuses(), "details", reply.details());
        }
        client.logIn(session.account(), person);
    }

    /** Waits until the ended tokens have been used. */
    void join() throws InterruptedException {
        for (var use : uses) {
            use.join();
        }
    }
}
