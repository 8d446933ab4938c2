package dev.medislot.booking.hold;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventRecord;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@BookingTest
class HoldSlotTest {

    private static final Duration PAST_THE_HOLD = Duration.ofMinutes(6);

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @Autowired
    HoldSlot holdSlot;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aHeldSlotIsTakenForOthersAndBookedByItsHolder() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var holder = clinic.patient(CA);

        var hold = holder.hold(slot);

        assertThat(hold.status()).isEqualTo(201);
        assertThat(hold.text("slotId")).isEqualTo(slot.toString());
        assertThat(clinic.patient(CA).hold(slot).problem()).isEqualTo("slot-taken");
        assertThat(clinic.patient(CA).book(slot).problem()).isEqualTo("slot-taken");
        assertThat(holder.book(slot).problem()).isEqualTo("ok");
        assertThat(holder.get("/bookings").body().path("items").size()).isEqualTo(1);
        assertThat(holder.delete("/holds/" + hold.id()).problem()).isEqualTo("not-found");
    }

    @Test
    void staffHoldsForAPatientAndReleasesTheHold() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var staff = clinic.staff();
        var other = Map.of("slotId", slot.toString(), "patientId", clinic.patient(CA).id().toString());

        assertThat(staff.hold(slot).problem()).isEqualTo("validation");
        var hold = staff.post("/holds", Map.of("slotId", slot.toString(), "patientId", patient.id().toString()));
        assertThat(hold.status()).isEqualTo(201);
        assertThat(patient.get("/holds").body().path("items").size()).isEqualTo(1);
        assertThat(staff.post("/bookings", other).problem()).isEqualTo("slot-taken");

        assertThat(clinic.patient(CA).delete("/holds/" + hold.id()).problem()).isEqualTo("not-found");
        assertThat(staff.delete("/holds/" + hold.id()).status()).isEqualTo(204);
        assertThat(staff.post("/bookings", other).status()).isEqualTo(201);
    }

    @Test
    void aHoldIsGoneByItselfWhenItsTimeIsOver() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var late = clinic.patient(CA);
        var hold = late.hold(slot);

        clock.advance(PAST_THE_HOLD);

        assertThat(clinic.patient(CA).book(slot).problem()).isEqualTo("ok");
        var refused = late.book(slot);
        assertThat(refused.problem()).isEqualTo("slot-taken");
        assertThat(refused.text("detail"))
                .isEqualTo("The hold on it expired at %s, and the slot was given to another patient"
                        .formatted(hold.text("expiresAt")));
    }

    @Test
    void aRushNamesTheExpiredHoldToo() throws Exception {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var late = clinic.patients(4, CA);
        for (var holder : late) {
            assertThat(holder.hold(slot).problem()).isEqualTo("ok");
            clock.advance(PAST_THE_HOLD);
        }
        var rivals = Stream.concat(late.stream(), clinic.patients(20, CA).stream()).toList();

        var answers = new HashMap<ApiCaller, Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = threads
                    .invokeAll(rivals.stream().<Callable<Answer>>map(rival -> () -> rival.book(slot)).toList());
            for (int i = 0; i < tries.size(); i++) {
                answers.put(rivals.get(i), tries.get(i).get());
            }
        }

        assertThat(answers.values()).extracting(Answer::problem).containsOnlyOnce("ok");
        answers.forEach((rival, answer) -> {
            if (answer.problem().equals("slot-taken")) {
                assertThat(answer.text("detail").contains("expired")).isEqualTo(late.contains(rival));
            }
        });
    }

    @Test
    void whoIsLateStillGetsAFreeSlot() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var late = clinic.patient(CA);
        late.hold(slot);
        clock.advance(PAST_THE_HOLD);

        assertThat(late.book(slot).problem()).isEqualTo("ok");
    }

    @Test
    void anExpiredHoldIsNotRenewedForAWhile() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var late = clinic.patient(CA);
        var expired = late.hold(slot).isCreated();
        clock.advance(PAST_THE_HOLD);

        var refused = late.hold(slot).isProblem(409, "state-conflict");
        assertThat(refused.text("detail")).contains(
                "hold it again from " + Instant.parse(expired.text("expiresAt")).plus(Duration.ofMinutes(5)) + " on");
        assertThat(clinic.patient(CA).hold(slot).problem()).isEqualTo("ok");
        assertThat(late.hold(slot).problem()).isEqualTo("slot-taken");
        clock.advance(PAST_THE_HOLD);
        assertThat(late.hold(slot).problem()).isEqualTo("ok");
    }

    @Test
    void releasingInBetweenDoesNotHoldForEver() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var hold = patient.hold(slot).isCreated();
        clock.advance(Duration.ofMinutes(2));
        patient.delete("/holds/" + hold.id());
        var second = patient.hold(slot).isCreated();
        clock.advance(Duration.ofMinutes(4));
        patient.delete("/holds/" + second.id());

        patient.hold(slot).isProblem(409, "state-conflict");
        assertThat(patient.book(slot).problem()).isEqualTo("ok");
    }

    @Test
    void theSameTimeIsNotHeldAgainAroundItsStart() {
        var doctor = clinic.doctor(CA);
        var first = LocalDate.now(ZoneOffset.UTC).plusDays(3).atTime(15, 0).toInstant(ZoneOffset.UTC);
        var starts = IntStream.range(0, 12).mapToObj(i -> first.plus(Duration.ofMinutes(5L * i))).toList();
        var visit = Type.ofMinutes(20);
        var buffered = new Type(UUID.randomUUID(), "Buffered", VisitMode.PHONE, 20, 10, 0, null);
        clinic.offer(doctor, starts, visit, buffered);
        var patient = clinic.patient(CA);
        var hold = patient.hold(new SlotId(doctor, first, visit.id())).isCreated();
        clock.advance(Duration.ofSeconds(290));
        patient.delete("/holds/" + hold.id());

        patient.hold(new SlotId(doctor, first, visit.id())).isProblem(409, "state-conflict");
        patient.hold(new SlotId(doctor, starts.get(1), visit.id())).isProblem(409, "state-conflict");
        patient.hold(new SlotId(doctor, starts.get(5), buffered.id())).isProblem(409, "state-conflict");
        clinic.patient(CA).book(new SlotId(doctor, starts.get(2), visit.id())).isCreated();
        patient.hold(new SlotId(doctor, starts.get(1), visit.id())).isProblem(409, "slot-taken");
        patient.hold(new SlotId(doctor, starts.get(6), visit.id())).isCreated();
        clock.advance(PAST_THE_HOLD);
        patient.hold(new SlotId(doctor, starts.get(9), buffered.id())).isProblem(409, "state-conflict");
    }

    @Test
    void aChoiceOfAnotherStartGoesOnWithTheHold() {
        var doctor = clinic.doctor(CA);
        var first = LocalDate.now(ZoneOffset.UTC).plusDays(3).atTime(15, 0).toInstant(ZoneOffset.UTC);
        var visit = Type.ofMinutes(20);
        clinic.offer(doctor, List.of(first, first.plus(Duration.ofMinutes(5))), visit);
        var patient = clinic.patient(CA);
        patient.hold(new SlotId(doctor, first, visit.id())).isCreated();
        clock.advance(Duration.ofMinutes(1));

        var other = patient.hold(new SlotId(doctor, first.plus(Duration.ofMinutes(5)), visit.id())).isCreated();

        assertThat(patient.get("/holds").isOk().texts("items", "id")).containsExactly(other.id());
    }

    @Test
    void otherSlotsAreHeldDuringThePause() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);
        patient.hold(slots.get(0));
        clock.advance(PAST_THE_HOLD);

        assertThat(patient.hold(slots.get(1)).problem()).isEqualTo("ok");
    }

    @Test
    void anExpiredHoldOfAnotherGivesWayToAMove() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        clinic.patient(CA).hold(slots.get(1));
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(0)).id();

        assertThat(patient.move(booking, slots.get(1)).problem()).isEqualTo("slot-taken");
        clock.advance(PAST_THE_HOLD);
        assertThat(patient.move(booking, slots.get(1)).problem()).isEqualTo("ok");
    }

    @Test
    void ownHoldsAreNeverInOnesOwnWay() {
        var doctor = clinic.doctor(CA);
        var slot = clinic.day(doctor, 3, 1).getFirst();
        var halfPast = clinic.slot(doctor, slot.start().plus(Duration.ofMinutes(30)));
        var patient = clinic.patient(CA);
        patient.hold(slot);

        assertThat(patient.hold(halfPast).problem()).isEqualTo("ok");
        assertThat(patient.book(slot).problem()).isEqualTo("ok");
    }

    @Test
    void holdingAgainDoesNotHoldLonger() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var first = patient.hold(slot);

        clock.advance(Duration.ofMinutes(2));

        assertThat(patient.hold(slot).body()).isEqualTo(first.body());
    }

    @Test
    void aHoldObeysTheRulesOfABooking() {
        var slots = clinic.day(clinic.doctor(CA), 3, 4);
        var patient = clinic.patient(CA);

        assertThat(clinic.patient(NV).hold(slots.get(0)).problem()).isEqualTo("not-licensed");
        assertThat(clinic.staff().hold(slots.get(0)).problem()).isEqualTo("validation");
        assertThat(slots.stream().map(slot -> patient.hold(slot).problem())).containsOnly("ok");
        assertThat(
                patient.patch("/bookings/" + patient.hold(slots.get(0)).id(), Map.of("status", "CANCELLED")).problem())
                        .isEqualTo("not-found");
    }

    @Test
    void holdAndReleaseAreTold() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var hold = patient.hold(slot);
        assertThat(clinic.patient(CA).delete("/holds/" + hold.id()).problem()).isEqualTo("not-found");
        assertThat(patient.delete("/holds/" + hold.id()).status()).isEqualTo(204);
        assertThat(clinic.patient(CA).hold(slot).problem()).isEqualTo("ok");

        try (var events = new EventLog(Topics.HOLDS)) {
            await().until(() -> events.of(slot).size() == 3);
            var published = events.of(slot);
            assertThat(published.get(0).value()).contains("\"heldUntil\":\"" + hold.text("expiresAt"),
                    patient.id().toString());
            assertThat(published.get(1).value()).isNull();
            assertThat(published).extracting(EventRecord::sequence).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void holdsOnSlotsLongOverAreForgotten() {
        var slot = clinic.day(clinic.doctor(CA), 1, 1).getFirst();
        clinic.patient(CA).hold(slot);
        clock.advance(Duration.ofDays(5));

        holdSlot.forget();

        try (var events = new EventLog(Topics.HOLDS)) {
            await().until(() -> events.of(slot).size() == 2);
            assertThat(events.of(slot).getLast().value()).isNull();
        }
    }
}
