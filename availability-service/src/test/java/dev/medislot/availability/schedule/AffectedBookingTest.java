package dev.medislot.availability.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import dev.medislot.service.projection.Rebuild;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class AffectedBookingTest {

    private static final String CANCEL = "?bookings=cancel";

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private ExtendHorizon extendHorizon;

    private final LocalDate friday = World.next(FRIDAY);

    private UUID booked(TestDoctor doctor, LocalDate date, String time, UsState state) {
        var booking = bookings.book(doctor, World.at(date, time), state);
        isKnown(booking, 1);
        return booking;
    }

    private void isKnown(UUID booking, int version) {
        await().until(() -> jdbc.sql("select exists (select 1 from booking where id = ? and version = ?)")
                .params(booking, version)
                .query(Boolean.class)
                .single());
    }

    private void stands(UUID booking) {
        assertThat(jdbc.sql("select count(*) from outbox where key = ?")
                .param(booking.toString())
                .query(Long.class)
                .single()).isZero();
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.startingWith(booking.toString())).isEmpty();
        }
    }

    private BookingWithdrawn withdrawn(UUID booking) {
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            var events = withdrawals.await(booking.toString(), 1);
            assertThat(events).hasSize(1);
            return events.getFirst().as(BookingWithdrawn.class);
        }
    }

    private void takesOff(TestDoctor doctor, String from, String to, String mode) {
        world.post(doctor.path("/time-off" + mode), doctor.token(),
                "{\"start\":\"%sT%s\",\"end\":\"%sT%s\"}".formatted(friday, from, friday, to)).isCreated();
    }

    @Test
    void everyChangeListsTheBookingsThatLoseTheirSlot() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO", "UT");
        var booking = booked(doctor, friday, "09:00", UsState.CO).toString();
        booked(doctor, friday.plusDays(1), "09:00", UsState.UT);
        var preview = "?preview=true";

        assertThat(world
                .send("PUT", doctor.path("/working-hours" + preview), doctor.token(),
                        "{\"week\":{\"SATURDAY\":[{\"start\":\"08:00\",\"end\":\"12:00\"}]}}")
                .isOk()
                .texts("/affectedBookings", "bookingId")).containsExactly(booking);
        assertThat(world
                .post(doctor.path("/time-off" + preview), doctor.token(),
                        "{\"start\":\"%sT09:59\",\"end\":\"%sT10:00\"}".formatted(friday, friday))
                .isOk()
                .texts("/affectedBookings", "bookingId")).containsExactly(booking);
        var license = world.get(doctor.path("/licenses")).text("/items/0/id");
        var revoked = world.send("DELETE", doctor.path("/licenses/" + license + preview), doctor.token(), "").isOk();
        assertThat(revoked.texts("/affectedBookings", "bookingId")).containsExactly(booking);
        assertThat(revoked.text("/affectedBookings/0/slotId")).isEqualTo(doctor.slotId(World.at(friday, "09:00")));
        assertThat(revoked.text("/affectedBookings/0/patientState")).isEqualTo("CO");
        assertThat(world
                .send("PATCH", doctor.path("/licenses/" + license + preview), doctor.token(),
                        "{\"validUntil\":\"%s\"}".formatted(friday.minusDays(1)))
                .isOk()
                .texts("/affectedBookings", "bookingId")).containsExactly(booking);
        assertThat(world.send("PATCH", doctor.path("/licenses/" + license + preview), doctor.token(),
                "{\"validUntil\":\"%s\"}".formatted(friday)).isOk().list("/affectedBookings")).isEmpty();
        assertThat(world.send("PATCH", doctor.path(preview), doctor.token(), "{\"slotMinutes\":30}")
                .isOk()
                .list("/affectedBookings")).hasSize(2);
        var timeslot = world.get(doctor.path("/timeslots"))
                .list("/items")
                .stream()
                .filter(each -> LocalDate.parse(each.path("start").asString().substring(0, 10))
                        .getDayOfWeek() == FRIDAY)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(world.send("DELETE", doctor.path("/timeslots/" + timeslot + preview), doctor.token(), "")
                .isOk()
                .texts("/affectedBookings", "bookingId")).containsExactly(booking);

        // all of that was only a look
        assertThat(world.get(doctor.path("/day?date=" + friday)).texts("/slots", "status")).containsExactly("OPEN",
                "BOOKED", "OPEN", "OPEN");
        assertThat(world.get(doctor.path("/licenses")).list("/items")).hasSize(2);
        assertThat(world.get(doctor.path("")).text("/slotMinutes")).isEqualTo("60");
        assertThat(world.send("GET", doctor.path("/time-off"), doctor.token(), "").list("/items")).isEmpty();
    }

    @Test
    void previewsTellNobody() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var booking = booked(doctor, friday, "09:00", UsState.CO);
        var before = jdbc.sql("select coalesce(max(version), 0) from schedule_day where doctor_id = ?")
                .param(doctor.id())
                .query(Long.class)
                .single();
        assertThat(world.send("PUT", doctor.path("/working-hours?preview=true&bookings=cancel"), doctor.token(),
                "{\"week\":{}}").isOk().list("/affectedBookings")).hasSize(1);
        assertThat(jdbc.sql("select coalesce(max(version), 0) from schedule_day where doctor_id = ?")
                .param(doctor.id())
                .query(Long.class)
                .single()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from outbox where key = ?")
                .param(booking.toString())
                .query(Long.class)
                .single()).isZero();
    }

    @Test
    void keptBookingsStandAndCancelledOnesAreWithdrawn() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var kept = booked(doctor, friday, "09:00", UsState.CO);
        world.everyDay(doctor, "10:00", "12:00").isOk();
        var cancelled = booked(doctor, friday, "11:00", UsState.CO);
        world.send("PUT", doctor.path("/working-hours?bookings=cancel"), doctor.token(), "{\"week\":{}}").isOk();

        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            var withdrawn = withdrawals.await(cancelled.toString(), 1).getFirst().as(BookingWithdrawn.class);
            assertThat(withdrawn.doctorId()).isEqualTo(doctor.id());
            assertThat(withdrawn.slotId()).hasToString(doctor.slotId(World.at(friday, "11:00")));
            assertThat(withdrawn.actor().id()).isEqualTo(doctor.id());
            assertThat(withdrawn.patientState()).as("lost to everybody").isNull();
            assertThat(withdrawals.await(kept.toString(), 0)).isEmpty();
        }
        // the calendar still shows both: they stand until the booking service says otherwise
        assertThat(world.get(doctor.path("/day?date=" + friday)).texts("/slots", "status")).containsExactly("BOOKED",
                "BOOKED");
    }

    @Test
    void bookingsAreKeptOrCancelled() {
        var doctor = world.doctor();
        world.send("PUT", doctor.path("/working-hours?bookings=sell"), doctor.token(), "{\"week\":{}}")
                .isInvalid("bookings");
        world.send("PUT", doctor.path("/working-hours?preview=maybe"), doctor.token(), "{\"week\":{}}")
                .isInvalid("preview");
    }

    @Test
    void aLateBookingOfAWithdrawnSlotIsWithdrawnOnce() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var edited = world.send("PUT", doctor.path("/working-hours" + CANCEL), world.staff(), "{\"week\":{}}").isOk();
        assertThat(edited.list("/affectedBookings")).isEmpty();

        var booking = booked(doctor, friday, "09:00", UsState.CO);
        bookings.repeat(booking, doctor, World.at(friday, "09:00"), UsState.CO);
        var later = booked(doctor, friday, "10:00", UsState.CO);

        var withdrawn = withdrawn(booking);
        assertThat(withdrawn.doctorId()).isEqualTo(doctor.id());
        assertThat(withdrawn.slotId()).hasToString(doctor.slotId(World.at(friday, "09:00")));
        assertThat(withdrawn.actor().role()).isEqualTo(Role.STAFF);
        withdrawn(later);
    }

    @Test
    void aLateBookingStandsWhereBookingsAreKept() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        takesOff(doctor, "08:00", "09:00", CANCEL);
        takesOff(doctor, "09:00", "10:00", "");
        world.send("PUT", doctor.path("/working-hours" + CANCEL + "&preview=true"), doctor.token(), "{\"week\":{}}")
                .isOk();

        stands(booked(doctor, friday, "09:00", UsState.CO));
        stands(booked(doctor, friday, "11:00", UsState.CO));
        withdrawn(booked(doctor, friday, "08:00", UsState.CO));
    }

    @Test
    void aBookingThatWasKeptGoesWithItsTime() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO", "UT");
        var ofState = booked(doctor, friday, "09:00", UsState.CO);
        var inTimeOff = booked(doctor, friday, "10:00", UsState.UT);
        var nextWeek = booked(doctor, friday.plusDays(7), "09:00", UsState.CO);
        var license = world.get(doctor.path("/licenses")).text("/items/0/id");
        world.send("DELETE", doctor.path("/licenses/" + license), doctor.token(), "").isOk();
        takesOff(doctor, "10:00", "11:00", "");
        stands(ofState);
        stands(inTimeOff);

        takesOff(doctor, "09:00", "10:00", CANCEL);
        withdrawn(ofState);
        world.send("PUT", doctor.path("/working-hours" + CANCEL), doctor.token(), "{\"week\":{}}").isOk();
        withdrawn(inTimeOff);
        withdrawn(nextWeek);
    }

    @Test
    void whatIsOfferedAgainIsNotWithdrawnAnyMore() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        world.send("PUT", doctor.path("/working-hours" + CANCEL), doctor.token(), "{\"week\":{}}").isOk();
        world.everyDay(doctor, "08:00", "10:00").isOk();
        stands(booked(doctor, friday, "08:00", UsState.CO));

        world.send("PUT", doctor.path("/working-hours"), doctor.token(), "{\"week\":{}}").isOk();
        stands(booked(doctor, friday, "09:00", UsState.CO));
        withdrawn(booked(doctor, friday, "10:00", UsState.CO));
    }

    @Test
    void aRevokedLicenseWithdrawsOnlyItsStatesBookings() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO", "UT");
        var relocated = booked(doctor, friday, "08:00", UsState.CO);
        bookings.move(relocated, 2, doctor, World.at(friday, "08:00"), UsState.UT);
        isKnown(relocated, 2);
        var license = world.get(doctor.path("/licenses")).text("/items/0/id");
        world.send("DELETE", doctor.path("/licenses/" + license + CANCEL), doctor.token(), "").isOk();

        var lost = withdrawn(booked(doctor, friday, "09:00", UsState.CO));
        assertThat(lost.patientState()).isEqualTo(UsState.CO);
        assertThat(lost.cause()).isEqualTo(WithdrawalCause.LICENSE);
        stands(booked(doctor, friday, "10:00", UsState.UT));

        // a rebuilt projection reads the booking's first version after the edit
        jdbc.sql("delete from booking where id = ?").param(relocated).update();
        bookings.repeat(relocated, doctor, World.at(friday, "08:00"), UsState.CO);
        isKnown(relocated, 1);
        stands(relocated);
    }

    @Test
    void aMoveToAWithdrawnSlotIsWithdrawn() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var booking = booked(doctor, friday, "08:00", UsState.CO);
        takesOff(doctor, "09:00", "10:00", CANCEL);
        bookings.move(booking, 2, doctor, World.at(friday, "09:00"), UsState.CO);
        assertThat(withdrawn(booking).slotId()).hasToString(doctor.slotId(World.at(friday, "09:00")));
        assertThat(withdrawn(booking).cause()).isNull();
    }

    @Test
    void theLastLicenseIsTheCauseOfItsWithdrawals() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var booking = booked(doctor, friday, "08:00", UsState.CO);
        var license = world.get(doctor.path("/licenses")).text("/items/0/id");

        world.send("DELETE", doctor.path("/licenses/" + license + CANCEL), doctor.token(), "").isOk();

        assertThat(withdrawn(booking).cause()).isEqualTo(WithdrawalCause.LICENSE);
    }

    @Test
    void rebuildHealsBookingsAndTakesNothingBack() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "13:00", "CO");
        var lost = booked(doctor, friday, "08:00", UsState.CO);
        var moved = booked(doctor, friday, "09:00", UsState.CO);
        bookings.move(moved, 2, doctor, World.at(friday, "10:00"), UsState.CO);
        isKnown(moved, 2);
        var newer = booked(doctor, friday, "12:00", UsState.CO);
        booked(doctor, friday, "11:00", UsState.CO);
        jdbc.sql("delete from booking where id = ?").param(lost).update();
        jdbc.sql("""
                update booking
                set version = 1, starts_at = starts_at - interval '1h', ends_at = ends_at - interval '1h' where id = ?
                """).param(moved).update();
        jdbc.sql("update booking set version = 2, status = 'CANCELLED' where id = ?").param(newer).update();
        jdbc.sql("update slot set booked = not booked where doctor_id = ? and date = ?")
                .params(doctor.id(), friday)
                .update();

        assertThat(rebuild.rebuild(Topics.BOOKINGS)).isGreaterThanOrEqualTo(3);

        assertThat(world.get(doctor.path("/day?date=" + friday)).texts("/slots", "status")).containsExactly("BOOKED",
                "OPEN", "BOOKED", "BOOKED", "OPEN");
        isKnown(lost, 1);
        isKnown(moved, 2);
        isKnown(newer, 2);
        stands(lost);
        stands(moved);
        assertThat(rebuild.rebuild(Topics.BOOKINGS)).isZero();
    }

    @Test
    void rebuildWithdrawsOnceWhatTheEditDidNotKnow() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var lost = booked(doctor, friday, "08:00", UsState.CO);
        var gone = booked(doctor, friday, "09:00", UsState.CO);
        var movedAway = booked(doctor, friday, "10:00", UsState.CO);
        bookings.move(movedAway, 2, doctor, World.at(friday, "11:00"), UsState.CO);
        bookings.cancel(gone, 2, doctor, World.at(friday, "09:00"), UsState.CO);
        isKnown(gone, 2);
        isKnown(movedAway, 2);
        jdbc.sql("delete from booking where doctor_id = ?").param(doctor.id()).update();
        takesOff(doctor, "08:00", "11:00", CANCEL);

        rebuild.rebuild(Topics.BOOKINGS);
        rebuild.rebuild(Topics.BOOKINGS);

        withdrawn(lost);
        stands(gone);
        stands(movedAway);
    }

    @Test
    void rebuildBesideTheListenerLosesNothing() throws Exception {
        var doctor = world.doctorIn(World.DENVER, "00:00", "24:00", "CO");
        try (var rebuilding = Executors.newSingleThreadExecutor()) {
            var stop = new AtomicBoolean();
            var rebuilds = rebuilding.submit(() -> {
                while (!stop.get()) {
                    rebuild.rebuild(Topics.BOOKINGS);
                }
            });
            var ids = IntStream.range(0, 24).mapToObj(hour -> {
                var booking = bookings.book(doctor, World.at(friday, "%02d:00".formatted(hour)), UsState.CO);
                bookings.move(booking, 2, doctor, World.at(friday.plusDays(1), "%02d:00".formatted(hour)), UsState.CO);
                jdbc.sql("delete from booking where id = ?").param(booking).update();
                return booking;
            }).toList();
            ids.forEach(id -> isKnown(id, 2));
            stop.set(true);
            rebuilds.get();
        }
        rebuild.rebuild(Topics.BOOKINGS);
        assertThat(world.get(doctor.path("/day?date=" + friday)).texts("/slots", "status")).hasSize(24)
                .containsOnly("OPEN");
        assertThat(world.get(doctor.path("/day?date=" + friday.plusDays(1))).texts("/slots", "status")).hasSize(24)
                .containsOnly("BOOKED");
    }

    @Test
    void withdrawnSlotsAreForgottenWithTheirDays() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "CO");
        world.send("PUT", doctor.path("/working-hours" + CANCEL), doctor.token(), "{\"week\":{}}").isOk();
        assertThat(withdrawnSlots(doctor)).isGreaterThan(50);
        clock.advance(Duration.ofDays(100));
        try {
            extendHorizon.extend();
            assertThat(withdrawnSlots(doctor)).isZero();
        } finally {
            clock.reset();
            extendHorizon.extend();
        }
    }

    private long withdrawnSlots(TestDoctor doctor) {
        return jdbc.sql("select count(*) from withdrawn_slot where doctor_id = ?")
                .param(doctor.id())
                .query(Long.class)
                .single();
    }
}
