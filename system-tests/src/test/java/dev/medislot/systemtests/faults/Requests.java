package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.faults.Client.Reply;
import java.util.Map;

/** Writes requests to book and to change bookings, with what their client knows of the outcome. */
final class Requests {

    private final History history;

    Requests(History history) {
        this.history = history;
    }

    /** @param name the field that identifies the booked time: {@code slot} or {@code entry} */
    void booked(String id, String patient, Reply reply, String name, String value) {
        // an offer that an earlier attempt has booked is answered with 200
        var settled = reply.status() == 200 ? "unknown" : outcome(reply);
        history.write("book", "id", id, "patient", patient, "begun", reply.begun(), "outcome", settled, "status",
                reply.status(), "problem", reply.problem(), "statuses", reply.statuses(), "details", reply.details(),
                "booking", reply.body().path("id").asString(""), name, value);
    }

    /** @param former the ETag that the request named */
    void changed(String booking, String actor, Map<String, String> to, Reply reply, String former) {
        history.write("change", "booking", booking, "actor", actor, "begun", reply.begun(), "to", to, "outcome",
                outcome(reply, former), "status", reply.status(), "problem", reply.problem(), "statuses",
                reply.statuses(), "details", reply.details(), "version", reply.body().path("version").asInt(0));
    }

    /** After a repeat, another version may be the work of the first attempt; a move to its own slot makes none. */
    private static String outcome(Reply reply, String former) {
        if (reply.isMade() && reply.etag().equals(former)) {
            return "unchanged";
        }
        return outcomeOfRepeat(reply);
    }

    /** After a repeat, a refusal may be due to what the first attempt made. */
    static String outcomeOfRepeat(Reply reply) {
        return reply.isRefused() && !reply.isFirst() ? "unknown" : outcome(reply);
    }

    static String outcome(Reply reply) {
        return reply.isMade() ? "made" : reply.isRefused() ? "refused" : "unknown";
    }
}
