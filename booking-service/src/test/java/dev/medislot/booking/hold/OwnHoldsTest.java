package dev.medislot.booking.hold;

import static dev.medislot.common.UsState.TX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class OwnHoldsTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private static List<String> held(ApiCaller patient) {
        return patient.get("/holds").isOk().texts("items", "slotId");
    }

    private List<SlotId> ofDoctors(int doctors) {
        return IntStream.range(0, doctors).mapToObj(i -> clinic.day(clinic.doctor(TX), 3, doctors).get(i)).toList();
    }

    /** Lists of openings show the held slot to the patient that the event names. */
    @Test
    void aDependentsHoldIsPublishedAsTheGuardians() {
        var slot = ofDoctors(1).getFirst();
        var guardian = clinic.patient(TX);
        var mia = guardian
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();

        guardian.post("/holds", Map.of("slotId", slot.toString(), "patientId", mia)).isCreated();

        try (var events = new EventLog(Topics.HOLDS)) {
            assertThat(events.await(slot.toString(), 1).getFirst().as(SlotHeld.class).patientId())
                    .isEqualTo(guardian.id());
        }
    }

    @Test
    void patientsListTheirOwnLiveHolds() {
        var slots = ofDoctors(2);
        var patient = clinic.patient(TX);
        var other = clinic.patient(TX);
        var late = patient.hold(slots.get(1));
        var early = patient.hold(slots.get(0));

        assertThat(patient.get("/holds").list("items")).containsExactly(early.body(), late.body());
        assertThat(patient.get("/holds").body().path("next").isNull()).isTrue();
        assertThat(held(other)).isEmpty();
        assertThat(clinic.staff().get("/holds").problem()).isEqualTo("forbidden");
        assertThat(clinic.nobody().get("/holds").problem()).isEqualTo("unauthenticated");
        var page = patient.get("/holds?limit=1");
        assertThat(page.list("items")).containsExactly(early.body());
        assertThat(patient.get("/holds?limit=1&cursor=" + page.text("next")).list("items"))
                .containsExactly(late.body());
    }

    @Test
    void aHoldLeavesTheListWhenItEnds() {
        var slots = ofDoctors(3);
        var patient = clinic.patient(TX);
        var released = patient.hold(slots.get(0)).id();
        patient.hold(slots.get(1));
        patient.hold(slots.get(2));

        patient.delete("/holds/" + released);
        patient.book(slots.get(1));
        assertThat(held(patient)).containsExactly(slots.get(2).toString());
        clock.advance(Duration.ofMinutes(6));
        assertThat(held(patient)).isEmpty();
    }

    @Test
    void anotherSlotOfTheDoctorFreesTheFirst() {
        var slots = clinic.day(clinic.doctor(TX), 3, 5);
        var patient = clinic.patient(TX);

        for (var slot : slots) {
            assertThat(patient.hold(slot).problem()).isEqualTo("ok");
            assertThat(held(patient)).containsExactly(slot.toString());
        }

        assertThat(clinic.patient(TX).book(slots.get(0)).problem()).isEqualTo("ok");
        assertThat(clinic.patient(TX).book(slots.get(4)).problem()).isEqualTo("slot-taken");
        try (var events = new EventLog(Topics.HOLDS)) {
            await().until(() -> events.of(slots.get(3)).size() == 2);
            assertThat(events.of(slots.get(3)).getLast().value()).isNull();
            assertThat(events.of(slots.get(4))).hasSize(1);
        }
    }

    @Test
    void doctorsAreComparedAndTheOldestHoldGoes() {
        var slots = ofDoctors(5);
        var patient = clinic.patient(TX);

        assertThat(slots.stream().map(slot -> patient.hold(slot).problem())).containsOnly("ok");

        assertThat(held(patient)).containsExactly(slots.get(2).toString(), slots.get(3).toString(),
                slots.get(4).toString());
        assertThat(clinic.patient(TX).hold(slots.get(1)).problem()).isEqualTo("ok");
    }

    @Test
    void aRefusedHoldFreesNothing() {
        var doctor = clinic.doctor(TX);
        var slots = clinic.day(doctor, 3, 2);
        var sameTime = clinic.day(clinic.doctor(TX), 3, 1).getFirst();
        clinic.patient(TX).book(slots.get(1));
        clinic.patient(TX).book(clinic.slot(sameTime.doctor(), sameTime.start().plus(StoredClinic.VISIT)));
        var overlapping = clinic.slot(sameTime.doctor(), sameTime.start().plus(Duration.ofMinutes(30)));
        var patient = clinic.patient(TX);
        patient.hold(slots.get(0));

        assertThat(patient.hold(slots.get(1)).problem()).isEqualTo("slot-taken");
        assertThat(patient.hold(overlapping).problem()).isEqualTo("slot-taken");
        assertThat(patient.book(overlapping).problem()).isEqualTo("slot-taken");
        assertThat(held(patient)).containsExactly(slots.get(0).toString());
    }

    @Test
    void twoTabsOfOneDoctorLeaveOneHold() throws Exception {
        var slots = clinic.day(clinic.doctor(TX), 3, 8);
        var patient = clinic.patient(TX);

        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : tabs
                    .invokeAll(slots.stream().<Callable<Answer>>map(slot -> () -> patient.hold(slot)).toList())) {
                assertThat(each.get().problem()).isEqualTo("ok");
            }
        }

        assertThat(held(patient)).hasSize(1);
    }
}
