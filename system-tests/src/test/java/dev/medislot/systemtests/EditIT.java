package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Bookings, and an edit at the same moment that takes their slots away. */
@ResourceLock(Medislot.LOCK)
class EditIT {

    private static final String ZONE = "America/Denver";
    private static final String CANCEL = "?bookings=cancel";

    private final Clinic clinic = Medislot.running().clinic();
    private final Api staff = Medislot.running().staff().api();
    private final Person doctor = clinic.aDoctor(ZONE, "WY");
    private final Person patient = clinic.aPatient("WY");

    @Test
    void noBookingOutlivesAnEditThatCancelsIt() throws Exception {
        cancelsAll(() -> doctor.api().put("/api/v1/doctors/me/working-hours" + CANCEL, Map.of("week", Map.of())));

        clinic.works(doctor, ZONE, "09:00-12:00", "13:00-17:00");
        var license = doctor.api()
                .get("/api/v1/doctors/me/licenses")
                .isOk()
                .list("items")
                .getFirst()
                .path("id")
                .asString();
        cancelsAll(() -> doctor.api().delete("/api/v1/doctors/me/licenses/" + license + CANCEL));
    }

    private void cancelsAll(Supplier<Answer> edit) throws Exception {
        var slots = clinic.openings(doctor, "WY").subList(0, 7);
        var granted = new ArrayList<String>();
        List<String> listed;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var some = new CountDownLatch(2);
            var edited = threads.submit(() -> {
                some.await();
                return edit.get().isOk();
            });
            granted.add(clinic.books(patient, slots.getFirst().id()).isCreated().text("id"));
            for (var slot : slots.subList(1, slots.size())) {
                some.countDown();
                var answer = patient.api().post("/api/v1/bookings", Map.of("slotId", slot.id()));
                if (answer.status() == 201) {
                    granted.add(answer.text("id"));
                } else {
                    assertThat(answer.problem()).isIn("not-found", "not-licensed");
                }
            }
            listed = edited.get()
                    .body()
                    .path("affectedBookings")
                    .valueStream()
                    .map(booking -> booking.path("bookingId").asString())
                    .toList();
        }
        System.out.printf("edit: %d bookings granted, the edit knew of %d%n", granted.size(), listed.size());
        await("every booking is cancelled").untilAsserted(() -> assertThat(granted).allSatisfy(
                booking -> assertThat(staff.get("/api/v1/bookings/%s".formatted(booking)).isOk().text("status"))
                        .isEqualTo("CANCELLED")));
    }
}
