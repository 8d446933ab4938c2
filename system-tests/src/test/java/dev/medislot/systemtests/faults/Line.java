package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.faults.Client.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The waitlist as a patient uses it. */
final class Line {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Client client;
    private final History history;
    private final Requests requests;

    Line(Client client, History history) {
        this.client = client;
        this.history = history;
        this.requests = new Requests(history);
    }

    /** @param wish names a doctor */
    Reply join(String patient, Map<String, ?> wish, Duration patience) throws InterruptedException {
        var reply = client.send("POST", "/waitlist", wish, patience, "Idempotency-Key", UUID.randomUUID().toString());
        history.write("joined", "patient", patient, "doctor", wish.get("doctorId"), "entry",
                reply.body().path("id").asString(""), "begun", reply.begun(), "outcome",
                Requests.outcomeOfRepeat(reply), "status", reply.status(), "problem", reply.problem(), "statuses",
                reply.statuses(), "details", reply.details());
        return reply;
    }

    /** The entries that wait or have an offer; empty if a page of the list was not answered. */
    Optional<List<JsonNode>> open(Duration patience) throws InterruptedException {
        var open = new ArrayList<JsonNode>();
        var cursor = "";
        while (true) {
            var page = client.send("GET", "/waitlist?limit=200" + cursor, null, patience);
            if (!page.isMade()) {
                return Optional.empty();
            }
            page.body()
                    .path("items")
                    .valueStream()
                    .filter(entry -> Set.of("WAITING", "OFFERED").contains(entry.path("status").asString()))
                    .forEach(open::add);
            if (!page.body().path("next").isString()) {
                return Optional.of(open);
            }
            cursor = "&cursor=" + page.body().path("next").asString();
        }
    }

    Reply book(JsonNode entry, Duration patience) throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var reply = client.send("POST", "/waitlist/%s/booking".formatted(entry.path("id").asString()),
                Map.of("slotId", entry.at("/offer/slotId").asString(), "reason", id), patience, "Idempotency-Key", id);
        requests.booked(id, entry.path("patientId").asString(), reply, "entry", entry.path("id").asString());
        return reply;
    }

    /** Deletes the open entries: those that a booking ended are judged at the end. */
    void leave() throws InterruptedException {
        for (var entry : open(PATIENCE).orElse(List.of())) {
            var id = entry.path("id").asString();
            var reply = client.send("DELETE", "/waitlist/" + id, null, PATIENCE);
            history.write("left", "patient", entry.path("patientId").asString(), "entry", id, "begun", reply.begun(),
                    "outcome", Requests.outcomeOfRepeat(reply), "status", reply.status(), "statuses", reply.statuses(),
                    "details", reply.details());
        }
    }
}
