package dev.medislot.quickstart;

import static dev.medislot.quickstart.ExampleApi.JSON;

import dev.medislot.quickstart.ExampleApi.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Books the visits ahead as the front desk does, and makes the changes that put some of them at risk. */
final class ExampleBookings {

    private static final int MAX_TRIES = 240;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ExampleApi staff;
    private final ExampleData data;
    private final Clock clock;

    ExampleBookings(ExampleApi staff, ExampleData data, Clock clock) {
        this.staff = staff;
        this.data = data;
        this.clock = clock;
    }

    void load() {
        var now = clock.instant();
        visits(data, now).filter(visit -> visit.start().isAfter(now)).forEach(this::book);
        data.examples().path("absences").forEach(this::takeTimeOff);
        data.examples().path("endingLicenses").forEach(this::endLicense);
        data.examples().path("waitlist").forEach(this::joinWaitlist);
    }

    static Stream<ExampleVisit> visits(ExampleData data, Instant now) {
        return data.examples()
                .path("visits")
                .valueStream()
                .map(visit -> ExampleVisit.of(visit, data.doctor(visit.path("doctor").asString("")), now));
    }

    /** Takes the first opening from the start on. Slots reach availability and booking a moment after the hours. */
    private void book(ExampleVisit visit) {
        for (var tries = 0; tries < MAX_TRIES; tries++) {
            for (var opening : openings(visit)) {
                var answer = book(visit, opening);
                if (answer.isMissing()) {
                    break;
                }
                if (!answer.isConflict()) {
                    return;
                }
            }
            ExampleApi.pause(PAUSE);
        }
        throw new CannotStart("the example data found no opening of " + visit.text("doctor"));
    }

    private List<JsonNode> openings(ExampleVisit visit) {
        var type = data.visitType(visit.text("type"));
        var path = "slots?doctorId=%s&state=%s&from=%s&limit=5%s".formatted(data.person(visit.text("doctor")),
                state(visit.text("patient")), visit.start(), type.isEmpty() ? "" : "&visitTypeId=" + type);
        return staff.get(path).body().path("items").valueStream().toList();
    }

    private Answer book(ExampleVisit visit, JsonNode opening) {
        return staff.post("bookings",
                JSON.createObjectNode()
                        .put("slotId", opening.path("id").asString(""))
                        .put("patientId", data.person(visit.text("patient")))
                        .put("patientState", state(visit.text("patient")))
                        .put("reason", visit.text("reason")));
    }

    private String state(String patient) {
        return data.account(patient).at("/account/address/state").asString("");
    }

    private void takeTimeOff(JsonNode absence) {
        var today = LocalDate.now(clock);
        staff.post("doctors/" + data.person(absence.path("doctor").asString("")) + "/time-off",
                JSON.createObjectNode()
                        .put("start", today.plusDays(absence.path("fromDay").asInt()) + "T00:00")
                        .put("end", today.plusDays(absence.path("toDay").asInt()) + "T24:00")
                        .put("reason", absence.path("reason").asString("")));
    }

    private void endLicense(JsonNode ending) {
        var path = "doctors/" + data.person(ending.path("doctor").asString("")) + "/licenses";
        var until = LocalDate.now(clock).plusDays(ending.path("inDays").asInt()).toString();
        staff.get(path)
                .body()
                .path("items")
                .valueStream()
                .filter(license -> license.path("state").equals(ending.path("state")))
                .forEach(license -> staff.patch(path + "/" + license.path("id").asString(""),
                        JSON.createObjectNode().put("validUntil", until)));
    }

    private void joinWaitlist(JsonNode entry) {
        var today = LocalDate.now(clock);
        staff.post("waitlist",
                JSON.createObjectNode()
                        .put("patientId", data.person(entry.path("patient").asString("")))
                        .put("doctorId", data.person(entry.path("doctor").asString("")))
                        .put("visitTypeId", data.visitType(entry.path("type").asString("")))
                        .put("from", today.toString())
                        .put("to", today.plusDays(entry.path("days").asInt()).toString()));
    }
}
