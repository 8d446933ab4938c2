package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes what can be seen at the end over HTTP, on the topics and in the inbox. */
final class Dump {

    private static final JsonMapper JSON = new JsonMapper();

    private final Town town;
    private final Fleet fleet;
    private final NameViews names;
    private final History history;

    Dump(Town town, Fleet fleet, NameViews names, History history) {
        this.town = town;
        this.fleet = fleet;
        this.names = names;
        this.history = history;
    }

    void writeTo(Path folder) throws IOException, InterruptedException {
        try (var end = new History(folder.resolve("end.jsonl"))) {
            lists(end);
            offers(end);
            endedSessions(folder, end);
            deadLetters(end);
        }
        try (var topic = new History(folder.resolve("topic.jsonl"))) {
            Topics.all(fleet.kafkaClient(), Topics.BOOKINGS).forEach(event -> {
                var line = new LinkedHashMap<String, Object>(
                        Map.of("key", event.key(), "offset", event.offset(), "value", JSON.readTree(event.value())));
                Stream.of("ce_id", "ce_type")
                        .forEach(name -> line.put(name,
                                new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8)));
                topic.write(JSON.writeValueAsString(line));
            });
        }
        try (var inbox = new History(folder.resolve("inbox.jsonl"))) {
            MailFolder.read(fleet.mails()).forEach(mail -> inbox.write(JSON.writeValueAsString(mail)));
        }
    }

    private void lists(History end) throws InterruptedException {
        var desk = Client.of(fleet.address(), history, "staff", town.staff);
        end.write("audit", "counts", desk.get("/audit").body());
        names.writeTo(end, desk, fleet.address());
        pages(desk, "/bookings", booking -> end.write("booking", "booking", booking));
        pages(desk, "/notifications", mail -> end.write("mail", "id", mail.path("id"), "kind", mail.path("kind"),
                "status", mail.path("status"), "to", mail.path("to"), "booking", mail.path("bookingId")));
        pages(desk, "/waitlist",
                entry -> end.write("waiting", "entry", entry.path("id"), "patient", entry.path("patientId"), "doctor",
                        entry.path("doctorId"), "status", entry.path("status"), "booking", entry.path("bookingId")));
        var doctors = new DoctorDump(fleet, history, desk, end);
        for (var doctor : town.doctors) {
            doctors.write(doctor, town.from);
        }
    }

    static void pages(Client client, String path, Consumer<JsonNode> each) throws InterruptedException {
        JsonNode page;
        var cursor = "";
        do {
            page = client.get(path + (path.contains("?") ? "&" : "?") + "limit=200" + cursor).body();
            page.path("items").forEach(each);
            cursor = "&cursor=" + page.path("next").asString("");
        } while (page.path("next").isString());
    }

    /** Uses the tokens whose key is still there: the removal of a key ends them too. */
    private void endedSessions(Path folder, History end) throws IOException, InterruptedException {
        var lines = Files.readAllLines(folder.resolve("history.jsonl")).stream().map(JSON::readTree).toList();
        for (var session : of(lines, "revoked").toList()) {
            var account = session.path("account").asString();
            long issued = session.path("issued").asLong();
            for (var path : issued > lastRemoval(account, lines) ? EndedSession.paths(account) : List.<String>of()) {
                var client = new Client(fleet.address(), history);
                client.use(session.path("token").asString());
                end.write("revoked-use", "account", account, "path", path, "status",
                        client.get(path + "?limit=1").status(), "issued", issued, "ended", session.path("at").asLong());
            }
        }
    }

    /** When the last key that signs tokens of these accounts was removed, or 0. */
    private static long lastRemoval(String account, List<JsonNode> lines) {
        var issuer = account.equals("patients") ? "booking" : "availability";
        return of(lines, "key-removed").filter(line -> line.path("issuer").asString().equals(issuer))
                .mapToLong(line -> line.path("at").asLong())
                .max()
                .orElse(0);
    }

    private static Stream<JsonNode> of(List<JsonNode> lines, String type) {
        return lines.stream().filter(line -> line.path("type").asString().equals(type));
    }

    private void deadLetters(History end) {
        Topics.deadLetterTopics(fleet.kafkaClient())
                .forEach(topic -> Topics.all(fleet.kafkaClient(), topic)
                        .forEach(letter -> end.write("dead-letter", "topic", topic, "key", String.valueOf(letter.key()),
                                "offset", letter.offset())));
    }

    /** Writes the offers without the secrets of their links. */
    private void offers(History end) {
        Topics.all(fleet.kafkaClient(), Topics.OFFERS).forEach(event -> {
            var offer = JSON.readTree(event.value());
            end.write("offer", "id", offer.path("offerId"), "patient", offer.path("patientId"), "doctor",
                    offer.path("doctorId"), "start", offer.path("slot").path("start"), "end",
                    offer.path("slot").path("end"), "from", offer.path("occurredAt"), "until", offer.path("heldUntil"));
        });
    }
}
