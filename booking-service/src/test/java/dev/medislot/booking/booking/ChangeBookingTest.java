package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class ChangeBookingTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    MovableClock clock;

    @Autowired
    CloseBooking closeBooking;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aMoveFreesTheOldSlotAndKeepsTheId() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(0)).id();

        var moved = patient.move(booking, slots.get(1));

        assertThat(moved.problem()).isEqualTo("ok");
        assertThat(moved.id()).isEqualTo(booking);
        assertThat(moved.header("ETag")).contains("\"2\"");
        assertThat(moved.text("start")).isEqualTo(slots.get(1).start().toString());
        assertThat(clinic.patient(CA).book(slots.get(0)).problem()).isEqualTo("ok");
        try (var events = new EventLog(Topics.BOOKINGS)) {
            await().until(() -> events.of(booking).size() == 2);
            assertThat(events.of(booking).getLast().value()).contains("\"previousSlot\":{\"id\":\"" + slots.get(0));
        }
    }

    @Test
    void ownBookingIsNotInTheWayOfAnOverlappingSlot() {
        var doctor = clinic.doctor(CA);
        var slot = clinic.day(doctor, 3, 1).getFirst();
        var halfPast = clinic.slot(doctor, slot.start().plus(Duration.ofMinutes(30)));
        var patient = clinic.patient(CA);
        var booking = patient.book(slot).id();

        assertThat(patient.move(booking, halfPast).problem()).isEqualTo("ok");
    }

    @Test
    void aMoveToAnotherDoctorNeedsTheirLicense() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var elsewhere = clinic.day(clinic.doctor(NV), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var booking = patient.book(slot).id();

        assertThat(patient.move(booking, elsewhere).problem()).isEqualTo("not-licensed");
        assertThat(patient.get("/bookings/" + booking).text("slotId")).isEqualTo(slot.toString());
        assertThat(patient.patch("/bookings/" + booking, Map.of("slotId", elsewhere.toString(), "patientState", "NV"))
                .problem()).isEqualTo("ok");
        assertThat(patient.get("/bookings/" + booking).text("patientState")).isEqualTo("NV");
    }

    @Test
    void anotherStateOnTheSameSlotIsNoMove() {
        var slot = clinic.day(clinic.doctor(CA, NV), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var booking = patient.book(slot).id();

        var changed = patient.patch("/bookings/" + booking, Map.of("slotId", slot.toString(), "patientState", "NV"));

        assertThat(changed.text("patientState")).isEqualTo("NV");
        assertThat(
                patient.get("/bookings/" + booking + "/history").body().path("items").get(1).path("change").asString())
                        .isEqualTo("RELOCATED");
    }

    @Test
    void aMoveThatFailsChangesNothing() {
        var slots = clinic.day(clinic.doctor(CA), 3, 3);
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(0)).id();
        clinic.patient(CA).book(slots.get(1));

        assertThat(patient.move(booking, slots.get(1)).problem()).isEqualTo("slot-taken");
        assertThat(patient.get("/bookings/" + booking).header("ETag")).contains("\"1\"");
        assertThat(clinic.patient(CA).book(slots.get(0)).problem()).isEqualTo("slot-taken");
    }

    @Test
    void twoWhoSwapAtOnceAreBothTold() throws Exception {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var one = clinic.patient(CA);
        var other = clinic.patient(CA);
        var first = one.book(slots.get(0)).id();
        var second = other.book(slots.get(1)).id();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var there = threads.submit(() -> one.move(first, slots.get(1)));
            var back = threads.submit(() -> other.move(second, slots.get(0)));

            assertThat(there.get().problem()).isEqualTo("slot-taken");
            assertThat(back.get().problem()).isEqualTo("slot-taken");
        }
    }

    @Test
    void cancellingFreesTheSlotAtOnce() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var booking = patient.book(slot).id();

        var cancelled = patient.patch("/bookings/" + booking,
                Map.of("status", "CANCELLED", "cancellationReason", "private"));

        assertThat(cancelled.text("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.text("cancellationReason")).isEqualTo("private");
        assertThat(patient.cancel(booking).problem()).isEqualTo("state-conflict");
        assertThat(patient.move(booking, slot).problem()).isEqualTo("state-conflict");
        assertThat(clinic.patient(CA).book(slot).problem()).isEqualTo("ok");
    }

    @Test
    void aStaleEntityTagIsRefused() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);
        var booking = "/bookings/" + patient.book(slots.get(0)).id();

        var move = Map.of("slotId", slots.get(1).toString());
        assertThat(patient.patch(booking, move, "If-Match", "\"7\"").problem()).isEqualTo("stale");
        assertThat(patient.patch(booking, move, "If-Match", "\"1\"").problem()).isEqualTo("ok");
        assertThat(patient.patch(booking, Map.of("status", "CANCELLED"), "If-Match", "\"1\"").problem())
                .isEqualTo("stale");
    }

    @Test
    void theCutOffBindsPatientsAlone() {
        var doctor = clinic.doctor(CA);
        var soon = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(150));
        var slot = clinic.slot(doctor, soon);
        var patient = clinic.patient(CA);
        var booking = patient.book(slot).id();
        clock.advance(Duration.ofMinutes(40));

        assertThat(patient.cancel(booking).problem()).isEqualTo("too-late");
        assertThat(patient.move(booking, slot).problem()).isEqualTo("too-late");
        assertThat(clinic.login(doctor).cancel(booking).problem()).isEqualTo("ok");
    }

    @Test
    void aVisitIsClosedByDoctorOrStaffOnceItHasStarted() {
        var doctor = clinic.doctor(CA);
        var slots = clinic.day(doctor, 1, 2);
        var patient = clinic.patient(CA);
        var first = "/bookings/" + patient.book(slots.get(0)).id();
        var second = "/bookings/" + patient.book(slots.get(1)).id();
        var completed = Map.of("status", "COMPLETED");

        assertThat(clinic.login(doctor).patch(first, completed).problem()).isEqualTo("state-conflict");
        clock.advance(Duration.ofDays(2));
        assertThat(patient.patch(first, completed).problem()).isEqualTo("forbidden");
        assertThat(clinic.login(doctor).patch(first, completed).text("status")).isEqualTo("COMPLETED");
        assertThat(clinic.staff().patch(second, Map.of("status", "NO_SHOW")).text("status")).isEqualTo("NO_SHOW");
        clock.advance(Duration.ofDays(2));
        assertThat(clinic.login(doctor).patch(second, completed).problem()).isEqualTo("state-conflict");
        assertThat(clinic.staff().patch(second, Map.of("status", "CANCELLED")).problem()).isEqualTo("state-conflict");
    }

    @Test
    void whatNobodyClosedIsCompletedByItself() {
        var slots = clinic.day(clinic.doctor(CA), 1, 1);
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.getFirst()).id();

        closeBooking.completeForgotten();
        assertThat(patient.get("/bookings/" + booking).text("status")).isEqualTo("CONFIRMED");
        clock.advance(Duration.ofDays(3));
        closeBooking.completeForgotten();

        assertThat(patient.get("/bookings/" + booking).text("status")).isEqualTo("COMPLETED");
        assertThat(patient.get("/bookings/" + booking + "/history")
                .body()
                .path("items")
                .get(1)
                .path("actor")
                .path("role")
                .asString()).isEqualTo("SYSTEM");
    }

    @Test
    void aMoveAfterAChangeOfAddressIsForTheNewState() throws Exception {
        var slots = clinic.day(clinic.doctor(CA, NV), 3, 2);
        var patient = clinic.patient(NV);
        var booking = patient.book(slots.get(0)).id();
        var changes = new ArrayList<Future<Answer>>();

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("select id from patient where id = ? for update").param(patient.id()).query().singleValue();
                changes.add(
                        callers.submit(() -> patient.patch("/patients/me", Map.of("address", Map.of("state", "CA")))));
                await().until(() -> waiting() == 1);
                changes.add(callers.submit(() -> patient.move(booking, slots.get(1))));
                await().until(() -> waiting() == 2);
            });
            for (var change : changes) {
                assertThat(change.get().problem()).isEqualTo("ok");
            }
        }

        assertThat(patient.get("/bookings/" + booking).text("patientState")).isEqualTo("CA");
        assertThat(patient.get("/bookings/" + booking).text("slotId")).isEqualTo(slots.get(1).toString());
    }

    private long waiting() {
        return jdbc.sql("""
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and datname = current_database()
                """).query(Long.class).single();
    }

    @Test
    void twoInstancesCompleteEachForgottenBookingOnce() throws Exception {
        var slots = clinic.day(clinic.doctor(CA), 1, 8);
        var patient = clinic.patient(CA);
        var bookings = slots.stream().map(slot -> "/bookings/" + patient.book(slot).id()).toList();
        clock.advance(Duration.ofDays(3));

        var together = new CyclicBarrier(2);
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : instances.invokeAll(Collections.nCopies(2, () -> {
                together.await();
                return closeBooking.completeForgotten();
            }))) {
                each.get();
            }
        }

        assertThat(bookings).allSatisfy(booking -> {
            assertThat(patient.get(booking).text("status")).isEqualTo("COMPLETED");
            assertThat(patient.get(booking + "/history").body().path("items").size()).isEqualTo(2);
        });
    }

    @Test
    void historySaysWhatWhoAndWhen() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);
        var booking = patient.book(slots.get(0)).id();
        patient.move(booking, slots.get(1));
        clinic.staff().cancel(booking);

        var history = patient.get("/bookings/" + booking + "/history").body().path("items");

        assertThat(history.valueStream().map(entry -> entry.path("change").asString())).containsExactly("CREATED",
                "MOVED", "CANCELLED");
        assertThat(history.valueStream().map(entry -> entry.path("version").asInt())).containsExactly(1, 2, 3);
        assertThat(history.get(0).path("actor").path("id").asString()).isEqualTo(patient.id().toString());
        assertThat(history.get(0).path("slotId").asString()).isEqualTo(slots.get(0).toString());
        assertThat(history.get(2).path("actor").path("role").asString()).isEqualTo("STAFF");
    }

    @Test
    void othersSeeNothingOfABooking() {
        var doctor = clinic.doctor(CA);
        var slot = clinic.day(doctor, 3, 1).getFirst();
        var patient = clinic.patient(CA);
        var booking = patient.book(slot).id();
        var stranger = clinic.patient(CA);

        assertThat(stranger.get("/bookings/" + booking).problem()).isEqualTo("not-found");
        assertThat(stranger.get("/bookings/" + booking + "/history").problem()).isEqualTo("not-found");
        assertThat(stranger.cancel(booking).problem()).isEqualTo("not-found");
        assertThat(stranger.move(booking, slot).problem()).isEqualTo("not-found");
        assertThat(clinic.login(clinic.doctor(CA)).get("/bookings/" + booking).problem()).isEqualTo("not-found");
        assertThat(clinic.login(doctor).get("/bookings/" + booking).problem()).isEqualTo("ok");
        assertThat(clinic.login(doctor).move(booking, slot).problem()).isEqualTo("forbidden");
    }

    @Test
    void listsAreOwnFilteredAndPaged() {
        var doctor = clinic.doctor(CA);
        var slots = clinic.day(doctor, 3, 3);
        var patient = clinic.patient(CA);
        slots.forEach(patient::book);
        clinic.patient(CA).book(clinic.day(doctor, 4, 1).getFirst());

        var page = patient.get("/bookings?limit=2").body();
        assertThat(page.path("items").size()).isEqualTo(2);
        var rest = patient.get("/bookings?limit=2&cursor=" + page.path("next").asString()).body();
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(clinic.login(doctor).get("/bookings").body().path("items").size()).isEqualTo(4);
        assertThat(clinic.staff()
                .get("/bookings?patientId=%s&from=%s&status=CONFIRMED".formatted(patient.id(), slots.get(1).start()))
                .body()
                .path("items")
                .size()).isEqualTo(2);
        assertThat(patient.get("/bookings?patientId=" + UUID.randomUUID()).body().path("items").size()).isZero();
        assertThat(patient.get("/bookings?patientId=me&doctorId=" + doctor).body().path("items").size()).isEqualTo(3);
        assertThat(patient.get("/bookings?from=yesterday").problem()).isEqualTo("validation");
    }

    @Test
    void aDateIsThatWholeDayInTheAskersZone() {
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var patient = clinic.patient(CA);
        patient.book(slot);
        var date = LocalDate.ofInstant(slot.start(), ZoneOffset.UTC);

        assertThat(found(patient, "from=%s&to=%s".formatted(date, date))).isEqualTo(1);
        assertThat(found(patient, "from=%s".formatted(date.plusDays(1)))).isZero();
        assertThat(found(patient, "to=%s".formatted(date.minusDays(1)))).isZero();
        // 15:00 UTC is past midnight in Auckland
        assertThat(found(patient, "from=%s&to=%s&timeZone=Pacific/Auckland".formatted(date, date))).isZero();
        assertThat(
                found(patient, "from=%s&to=%s&timeZone=Pacific/Auckland".formatted(date.plusDays(1), date.plusDays(1))))
                        .isEqualTo(1);
        for (var wrong : List.of("from=%s&to=%s".formatted(date, date.minusDays(2)), "timeZone=Mars/Olympus")) {
            assertThat(patient.get("/bookings?" + wrong).problem()).isEqualTo("validation");
        }
    }

    private static int found(ApiCaller patient, String bounds) {
        return patient.get("/bookings?" + bounds).body().path("items").size();
    }

    @Test
    void aPatchThatMixesMovingAndClosingNamesItsFields() {
        var slots = clinic.day(clinic.doctor(CA), 3, 2);
        var patient = clinic.patient(CA);
        var booking = "/bookings/" + patient.book(slots.get(0)).id();
        var slot = slots.get(1).toString();

        assertThat(fields(patient.patch(booking, Map.of()))).containsExactly("slotId", "status");
        assertThat(fields(patient.patch(booking, Map.of("slotId", slot, "status", "CANCELLED"))))
                .containsExactly("status");
        assertThat(fields(patient.patch(booking, Map.of("slotId", slot, "cancellationReason", "x"))))
                .containsExactly("cancellationReason");
        assertThat(fields(patient.patch(booking, Map.of("status", "CANCELLED", "patientState", "CA"))))
                .containsExactly("patientState");
    }

    private static List<String> fields(Answer refused) {
        assertThat(refused.problem()).isEqualTo("validation");
        return refused.body().path("errors").valueStream().map(error -> error.path("field").asString()).toList();
    }

    @Test
    void aSlotTakenAwayCancelsOnlyWhatIsStillOnIt() {
        var doctor = clinic.doctor(CA);
        var slots = clinic.day(doctor, 3, 4);
        var patient = clinic.patient(CA);
        var gone = patient.book(slots.get(0)).id();
        var relicensed = patient.book(slots.get(1)).id();
        var moved = patient.book(slots.get(2)).id();
        patient.move(moved, slots.get(3));
        var early = new Actor(UUID.randomUUID(), Role.STAFF);
        var front = new Actor(UUID.randomUUID(), Role.STAFF);

        withdrawn(moved, slots.get(2), null, early);
        withdrawn(relicensed, slots.get(1), NV, early);
        withdrawn(moved, slots.get(3), null, front);
        withdrawn(relicensed, slots.get(1), CA, front);
        withdrawn(gone, slots.get(0), null, front);

        for (var booking : List.of(gone, relicensed, moved)) {
            await().until(() -> patient.get("/bookings/" + booking).text("status").equals("CANCELLED"));
            var versions = patient.get("/bookings/" + booking + "/history").body().path("items").valueStream().toList();
            assertThat(versions.getLast().path("actor").path("id").asString()).isEqualTo(front.id() + "");
        }
    }

    @Test
    void theEventNamesTheCauseOfAWithdrawal() {
        var doctor = clinic.doctor(CA);
        var slot = clinic.day(doctor, 3, 1).getFirst();
        var booking = clinic.patient(CA).book(slot).id();

        transaction.executeWithoutResult(
                _ -> outbox.publish(new BookingWithdrawn(UUID.fromString(booking), doctor.value(), slot, null, 1,
                        Instant.now(), new Actor(UUID.randomUUID(), Role.STAFF), WithdrawalCause.CLOSURE)));

        try (var bookings = new EventLog(Topics.BOOKINGS)) {
            var cancelled = bookings.await(booking, 2).getLast().as(BookingCancelled.class);
            assertThat(cancelled.cause()).isEqualTo(WithdrawalCause.CLOSURE);
            assertThat(cancelled.actor().role()).isEqualTo(Role.STAFF);
        }
    }

    private void withdrawn(String booking, SlotId slot, @Nullable UsState state, Actor by) {
        transaction.executeWithoutResult(_ -> outbox.publish(new BookingWithdrawn(UUID.fromString(booking),
                slot.doctor().value(), slot, state, 1, Instant.now(), by)));
    }
}
