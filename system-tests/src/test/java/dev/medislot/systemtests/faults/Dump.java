package dev.medislot.systemtests.faults;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes what can be seen at the end: bookings, openings and time off over HTTP, the topic, and the inbox. */
final class Dump {

    private static final JsonMapper JSON = new JsonMapper();

    private final URI gateway;
    private final Town town;
    private final Fleet fleet;
    private final List<String> revokedTokens;

    Dump(URI gateway, Town town, Fleet fleet, List<String> revokedTokens) {
        this.gateway = gateway;
        this.town = town;
        this.fleet = fleet;
        this.revokedTokens = revokedTokens;
    }

    void writeTo(Path folder) throws InterruptedException {
        try (var end = new History(folder.resolve("end.jsonl"))) {
            bookings(end);
            openings(end);
            for (var token : revokedTokens) {
                var client = new Client(gateway);
                client.use(token);
                end.write("revoked-use", "status", client.get("/bookings?limit=1").status());
            }
        }
        try (var topic = new History(folder.resolve("topic.jsonl"))) {
            EventRepeats.all(fleet.kafkaClient()).forEach(event -> {
                var line = new LinkedHashMap<String, Object>(
                        Map.of("key", event.key(), "offset", event.offset(), "value", JSON.readTree(event.value())));
                Stream.of("ce_id", "ce_type")
                        .forEach(name -> line.put(name,
                                new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8)));
                topic.write(JSON.writeValueAsString(line));
            });
        }
        try (var inbox = new History(folder.resolve("inbox.jsonl"))) {
            Inbox.read(fleet.mails()).forEach(mail -> inbox.write(JSON.writeValueAsString(mail)));
        }
    }

    private void bookings(History end) throws InterruptedException {
        var desk = new Client(gateway);
        Town.logIn(desk, "staff", town.staff);
        JsonNode page;
        var cursor = "";
        do {
            page = desk.get("/bookings?limit=200" + cursor).body();
            page.path("items").forEach(booking -> end.write("booking", "booking", booking));
            cursor = "&cursor=" + page.path("next").asString("");
        } while (page.path("next").isString());
    }

    private void openings(History end) throws InterruptedException {
        for (var doctor : town.doctors) {
            var client = new Client(gateway);
            Town.logIn(client, "doctors", doctor.person());
            client.get("/doctors/me/time-off")
                    .body()
                    .path("items")
                    .forEach(off -> end.write("time-off", "doctor", doctor.person().id(), "start",
                            off.path("start").asString(), "end", off.path("end").asString()));
            client.get(doctor.slots(town.from))
                    .body()
                    .path("items")
                    .forEach(slot -> end.write("opening", "doctor", doctor.person().id(), "start",
                            slot.path("start").asString()));
        }
    }
}
