package dev.medislot.systemtests;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What happens to a license reaches the booking service; how soon, it prints. */
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

    private void untilBooked() {
        await("licensed").atMost(Clinic.SOON).pollInterval(Duration.ofMillis(20)).until(() -> !isRefused());
    }

    private void awaitRefusal() {
        var changed = Instant.now();
        await("no longer licensed").atMost(Clinic.SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(this::isRefused);
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
