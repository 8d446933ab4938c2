package dev.medislot.availability.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.Topic;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class AffectedBookingTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    private final LocalDate friday = World.next(FRIDAY);

    private UUID booked(TestDoctor doctor, LocalDate date, String time, UsState state) {
        var booking = bookings.book(doctor, World.at(date, time), state);
        await().until(() -> jdbc.sql("select exists (select 1 from booking where id = ?)").param(booking)
                .query(Boolean.class).single());
        return booking;
    }

    @Test
    void everyKindOfChangeListsTheBookingsItTakesTheSlotFrom() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO", "UT");
        var booking = booked(doctor, friday, "09:00", UsState.CO).toString();
        booked(doctor, friday.plusDays(1), "09:00", UsState.UT);
        var preview = "?preview=true";

        assertThat(world
                .send("PUT", doctor.path("/working-hours" + preview), doctor.token(),
                        "{\"week\":{\"SATURDAY\":[{\"start\":\"08:00\",\"end\":\"12:00\"}]}}")
                .isOk().texts("/affectedBookings", "bookingId")).containsExactly(booking);
        assertThat(world
                .post(doctor.path("/time-off" + preview), doctor.token(),
                        "{\"start\":\"%sT09:59\",\"end\":\"%sT10:00\"}".formatted(friday, friday))
                .isOk().texts("/affectedBookings", "bookingId")).containsExactly(booking);
        var license = world.get(doctor.path("/licenses")).text("/items/0/id");
        var revoked = world.send("DELETE", doctor.path("/licenses/" + license + preview), doctor.token(), "").isOk();
        assertThat(revoked.texts("/affectedBookings", "bookingId")).containsExactly(booking);
        assertThat(revoked.text("/affectedBookings/0/slotId")).isEqualTo(doctor.slotId(World.at(friday, "09:00")));
        assertThat(revoked.text("/affectedBookings/0/patientState")).isEqualTo("CO");
        assertThat(world
                .send("PATCH", doctor.path("/licenses/" + license + preview), doctor.token(),
                        "{\"validUntil\":\"%s\"}".formatted(friday.minusDays(1)))
                .isOk().texts("/affectedBookings", "bookingId")).containsExactly(booking);
        assertThat(world.send("PATCH", doctor.path("/licenses/" + license + preview), doctor.token(),
                "{\"validUntil\":\"%s\"}".formatted(friday)).isOk().list("/affectedBookings")).isEmpty();
        assertThat(world.send("PATCH", doctor.path(preview), doctor.token(), "{\"slotMinutes\":30}").isOk()
                .list("/affectedBookings")).hasSize(2);
        var timeslot = world.get(doctor.path("/timeslots")).list("/items").stream().filter(
                each -> LocalDate.parse(each.path("start").asString().substring(0, 10)).getDayOfWeek() == FRIDAY)
                .findFirst().orElseThrow().path("id").asString();
        assertThat(world.send("DELETE", doctor.path("/timeslots/" + timeslot + preview), doctor.token(), "").isOk()
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
                .param(doctor.id()).query(Long.class).single();
        assertThat(world.send("PUT", doctor.path("/working-hours?preview=true&bookings=cancel"), doctor.token(),
                "{\"week\":{}}").isOk().list("/affectedBookings")).hasSize(1);
        assertThat(jdbc.sql("select coalesce(max(version), 0) from schedule_day where doctor_id = ?").param(doctor.id())
                .query(Long.class).single()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from outbox where key = ?").param(booking.toString()).query(Long.class)
                .single()).isZero();
    }

    @Test
    void keptBookingsStandAndCancelledOnesAreWithdrawn() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var kept = booked(doctor, friday, "09:00", UsState.CO);
        world.everyDay(doctor, "10:00", "12:00").isOk();
        var cancelled = booked(doctor, friday, "11:00", UsState.CO);
        world.send("PUT", doctor.path("/working-hours?bookings=cancel"), doctor.token(), "{\"week\":{}}").isOk();

        try (var withdrawals = new Topic(Topics.WITHDRAWALS)) {
            var withdrawn = withdrawals.await(cancelled.toString(), 1).getFirst().as(BookingWithdrawn.class);
            assertThat(withdrawn.doctorId()).isEqualTo(doctor.id());
            assertThat(withdrawn.slotId()).hasToString(doctor.slotId(World.at(friday, "11:00")));
            assertThat(withdrawn.actor().id()).isEqualTo(doctor.id());
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
}
