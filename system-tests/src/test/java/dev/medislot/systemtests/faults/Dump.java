package dev.medislot.systemtests.faults;

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

    private final Town town;
    private final Fleet fleet;
    private final History history;
    private final List<String> revokedTokens;

    Dump(Town town, Fleet fleet, History history, List<String> revokedTokens) {
        this.town = town;
        this.fleet = fleet;
        this.history = history;
        this.revokedTokens = revokedTokens;
    }

    void writeTo(Path folder) throws InterruptedException {
        try (var end = new History(folder.resolve("end.jsonl"))) {
            bookings(end);
            for (var doctor : town.doctors) {
                doctor(doctor, end);
            }
            offers(end);
            for (var token : revokedTokens) {
                var client = new Client(fleet.address(), history);
                client.use(token);
                end.write("revoked-use", "status", client.get("/bookings?limit=1").status());
            }
        }
        try (var topic = new History(folder.resolve("topic.jsonl"))) {
            EventRepeats.all(fleet.kafkaClient(), EventRepeats.TOPIC).forEach(event -> {
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

    private void bookings(History end) throws InterruptedException {
        var desk = Client.of(fleet.address(), history, "staff", town.staff);
        JsonNode page;
        var cursor = "";
        do {
            page = desk.get("/bookings?limit=200" + cursor).body();
            page.path("items").forEach(booking -> end.write("booking", "booking", booking));
            cursor = "&cursor=" + page.path("next").asString("");
        } while (page.path("next").isString());
    }

    private void doctor(Town.Doctor doctor, History end) throws InterruptedException {
        var id = doctor.person().id();
        var client = Client.of(fleet.address(), history, "doctors", doctor.person());
        for (var off : client.get("/doctors/me/time-off").body().path("items")) {
            end.write("time-off", "doctor", id, "start", off.path("start").asString(), "end",
                    off.path("end").asString());
        }
        for (var license : client.get("/doctors/me/licenses").body().path("items")) {
            end.write("licensed", "doctor", id, "state", license.path("state").asString());
        }
        for (var type : doctor.types()) {
            for (var slot : client.get(doctor.slots(town.from, type)).body().path("items")) {
                end.write("opening", "doctor", id, "visitType", type.id(), "start", slot.path("start").asString());
            }
        }
    }

    /** Writes the offers without the secrets of their links. */
    private void offers(History end) {
        EventRepeats.all(fleet.kafkaClient(), EventRepeats.OFFERS).forEach(event -> {
            var offer = JSON.readTree(event.value());
            end.write("offer", "id", offer.path("offerId"), "patient", offer.path("patientId"), "doctor",
                    offer.path("doctorId"), "start", offer.path("slot").path("start"), "end",
                    offer.path("slot").path("end"), "from", offer.path("occurredAt"), "until", offer.path("heldUntil"));
        });
    }
}
