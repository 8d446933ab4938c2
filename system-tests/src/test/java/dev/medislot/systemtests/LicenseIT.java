package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Changes of a license reach the booking service; prints the delay. */
@ResourceLock(Medislot.LOCK)
class LicenseIT {

    private static final int ROUNDS = 3;

    private final Clinic clinic = Medislot.running().clinic();
    private final Person doctor = clinic.aDoctor("America/Denver", "NM");
    private final Person patient = clinic.aPatient("NM");
    private final Opening last = clinic.openings(doctor, "NM").getLast();
    private final List<Long> millis = new ArrayList<>();

    @Test
    void aLicenseThatEndsOrIsTakenAwayStopsBookings() {
        var license = doctor.api()
                .get("/api/v1/doctors/me/licenses")
                .isOk()
                .list("items")
                .getFirst()
                .path("id")
                .asString();
        for (int i = 0; i < ROUNDS; i++) {
            untilBooked();
            doctor.api().patch(path(license), Map.of("validUntil", LocalDate.now().minusDays(2).toString())).isOk();
            awaitRefusal();

            doctor.api().patch(path(license), "{\"validUntil\":null}").isOk();
            untilBooked();
            doctor.api().delete(path(license)).isOk();
            awaitRefusal();

            license = doctor.api()
                    .post("/api/v1/doctors/me/licenses",
                            Map.of("state", "NM", "number", "1", "validFrom", "2020-01-01"))
                    .isCreated()
                    .text("id");
        }
        System.out.printf("license: booking refused after %s ms%n", millis);
    }

    @Test
    void aLicenseCountsWhereThePatientIs() {
        var honolulu = ZoneId.of("Pacific/Honolulu");
        var end = LocalDate.now(honolulu).plusDays(9);
        var midnightInNewYork = end.plusDays(1).atStartOfDay(ZoneId.of("America/New_York")).toInstant();
        var surfer = clinic.aDoctorWithoutHours(honolulu.getId());
        clinic.works(surfer, honolulu.getId(), "08:00-20:00");
        license(surfer, LocalDate.of(2020, 1, 1), end);
        var slots = surfer.api().get("/api/v1/doctors/" + surfer.id() + "/day?date=" + end).isOk().list("slots");
        var early = slot(slots, midnightInNewYork.minus(Duration.ofHours(1)));
        var tooLate = slot(slots, midnightInNewYork);
        var newYorker = clinic.aPatient("NY");

        var booking = clinic.books(newYorker, early).isCreated().text("id");
        newYorker.api().post("/api/v1/bookings", Map.of("slotId", tooLate)).isProblem(422, "not-licensed");
        newYorker.api().post("/api/v1/holds", Map.of("slotId", tooLate)).isProblem(422, "not-licensed");
        newYorker.api().patch("/api/v1/bookings/" + booking, Map.of("slotId", tooLate)).isProblem(422, "not-licensed");
        assertThat(clinic.isListed(surfer, "NY", tooLate)).isFalse();
        assertThat(why(surfer, midnightInNewYork)).containsExactly("LICENSE_ENDED");

        var renewal = license(surfer, end.plusDays(1), null);
        assertThat(clinic.isListed(surfer, "NY", tooLate)).isTrue();
        assertThat(why(surfer, midnightInNewYork)).isEmpty();
        await("renewed").until(
                () -> newYorker.api().patch("/api/v1/bookings/" + booking, Map.of("slotId", tooLate)).status() == 200);
        surfer.api().delete(path(renewal)).isOk();
        await("at risk").until(() -> isAtRisk(surfer, booking));
    }

    private static String license(Person doctor, LocalDate from, @Nullable LocalDate until) {
        var license = new LinkedHashMap<String, Object>(
                Map.of("state", "NY", "number", "1", "validFrom", from.toString()));
        if (until != null) {
            license.put("validUntil", until.toString());
        }
        return doctor.api().post("/api/v1/doctors/me/licenses", license).isCreated().text("id");
    }

    private static String slot(List<JsonNode> slots, Instant start) {
        return slots.stream()
                .filter(slot -> Instant.parse(slot.path("start").asString()).equals(start))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private List<String> why(Person of, Instant at) {
        return clinic.api()
                .get("/api/v1/doctors/%s/slots/why?state=NY&at=%s".formatted(of.id(), at))
                .isOk()
                .list("reasons")
                .stream()
                .map(reason -> reason.path("code").asString())
                .toList();
    }

    private static boolean isAtRisk(Person of, String booking) {
        return Medislot.running()
                .staff()
                .api()
                .get("/api/v1/bookings/at-risk?why=NOT_LICENSED&doctorId=" + of.id())
                .isOk()
                .list("items")
                .stream()
                .anyMatch(item -> item.path("booking").path("id").asString().equals(booking));
    }

    private void untilBooked() {
        await("licensed").pollInterval(Duration.ofMillis(20)).until(() -> !isRefused());
    }

    private void awaitRefusal() {
        var changed = Instant.now();
        await("no longer licensed").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(this::isRefused);
        millis.add(Duration.between(changed, Instant.now()).toMillis());
    }

    private boolean isRefused() {
        var answer = patient.api().post("/api/v1/bookings", Map.of("slotId", last.id()));
        if (answer.status() == 201) {
            patient.api().patch("/api/v1/bookings/" + answer.text("id"), Map.of("status", "CANCELLED")).isOk();
            return false;
        }
        if (answer.status() == 404) {
            return false; // the slot is not known yet
        }
        answer.isProblem(422, "not-licensed");
        return true;
    }

    private static String path(String license) {
        return "/api/v1/doctors/me/licenses/" + license;
    }
}
