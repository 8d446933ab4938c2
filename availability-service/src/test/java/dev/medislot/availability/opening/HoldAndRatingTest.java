package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.Topics;
import dev.medislot.service.projection.Projection;
import dev.medislot.service.projection.Rebuild;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class HoldAndRatingTest {

    private static final UUID PATIENT = UUID.randomUUID();

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private List<Projection> projections;

    private final LocalDate tuesday = World.next(TUESDAY);

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private List<String> status(World.TestDoctor doctor) {
        return world.get(doctor.path("/day?date=" + tuesday)).isOk().texts("/slots", "status");
    }

    private int openings(World.TestDoctor doctor) {
        return world.get("/slots?doctorId=%s&state=CO&from=%s&to=%s&timeZone=America/Denver".formatted(doctor.id(),
                tuesday, tuesday)).isOk().list("/items").size();
    }

    @Test
    void aHeldSlotIsHiddenAndComesBackByItself() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var slot = BookingService.slot(doctor, World.at(tuesday, "08:00"), 60);
        var now = Instant.now();
        bookings.publish(new SlotHeld(doctor.id(), slot, now.toEpochMilli(), now, now.plusSeconds(300), PATIENT));
        await().untilAsserted(() -> assertThat(openings(doctor)).isEqualTo(1));
        assertThat(status(doctor)).containsExactly("BOOKED", "OPEN");

        clock.advance(Duration.ofMinutes(6));
        assertThat(openings(doctor)).isEqualTo(2);
        assertThat(status(doctor)).containsExactly("OPEN", "OPEN");
    }

    @Test
    void anOlderHoldDoesNotHideAReleasedSlot() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var slot = BookingService.slot(doctor, World.at(tuesday, "08:00"), 60);
        var now = Instant.now();
        bookings.publish(new SlotHeld(doctor.id(), slot, 10, now, now.plusSeconds(300), PATIENT));
        await().untilAsserted(() -> assertThat(openings(doctor)).isEqualTo(1));
        bookings.erase(Topics.HOLDS, slot.id().toString(), SlotHeld.class, 11);
        await().untilAsserted(() -> assertThat(openings(doctor)).isEqualTo(2));

        bookings.publish(new SlotHeld(doctor.id(), slot, 9, now, now.plusSeconds(300), PATIENT));
        var other = BookingService.slot(doctor, World.at(tuesday, "09:00"), 60);
        bookings.publish(new SlotHeld(doctor.id(), other, 12, now, now.plusSeconds(300), PATIENT));
        await().untilAsserted(() -> assertThat(status(doctor)).containsExactly("OPEN", "BOOKED"));
    }

    @Test
    void ratingsAreShownAndOnlyNewerOnesCount() {
        var doctor = world.doctor();
        bookings.publish(new RatingsChanged(doctor.id(), 2, Instant.now(), 4.5, 2));
        bookings.publish(new RatingsChanged(doctor.id(), 1, Instant.now(), 5, 1));
        await().untilAsserted(() -> {
            var profile = world.get(doctor.path("")).isOk();
            assertThat(profile.text("/rating/average")).isEqualTo("4.5");
            assertThat(profile.text("/rating/count")).isEqualTo("2");
        });
    }

    @Test
    void rebuildHealsHoldsAndTakesNothingBack() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "11:00", "CO");
        var now = Instant.now();
        for (var hour : List.of("08:00", "09:00", "10:00")) {
            bookings.publish(new SlotHeld(doctor.id(), BookingService.slot(doctor, World.at(tuesday, hour), 60), 10,
                    now, now.plusSeconds(300), PATIENT));
        }
        await().untilAsserted(() -> assertThat(openings(doctor)).isZero());
        jdbc.sql("delete from hold where (doctor_id, starts_at) = (?, ?)")
                .params(doctor.id(), World.at(tuesday, "08:00").atOffset(UTC))
                .update();
        jdbc.sql("update hold set version = 9, held_until = 'epoch' where (doctor_id, starts_at) = (?, ?)")
                .params(doctor.id(), World.at(tuesday, "09:00").atOffset(UTC))
                .update();
        jdbc.sql("update hold set version = 11, held_until = 'epoch' where (doctor_id, starts_at) = (?, ?)")
                .params(doctor.id(), World.at(tuesday, "10:00").atOffset(UTC))
                .update();
        assertThat(openings(doctor)).isEqualTo(3);

        assertThat(rebuild.rebuild(Topics.HOLDS)).isGreaterThanOrEqualTo(2);

        assertThat(status(doctor)).containsExactly("BOOKED", "BOOKED", "OPEN");
        assertThat(rebuild.rebuild(Topics.HOLDS)).isZero();
    }

    @Test
    void keptHoldsGoByTheTopicsKeys() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "CO");
        var slot = BookingService.slot(doctor, World.at(tuesday, "08:00"), 60);
        bookings.publish(new SlotHeld(doctor.id(), slot, 10, Instant.now(), Instant.now().plusSeconds(300), PATIENT));
        await().untilAsserted(() -> assertThat(openings(doctor)).isZero());

        var holds = projections.stream().filter(each -> each.topic().equals(Topics.HOLDS)).findFirst().orElseThrow();
        assertThat(jdbc.sql("select key from (%s) kept".formatted(holds.kept())).query(String.class).list())
                .contains(slot.id().toString());
    }

    @Test
    void rebuildHealsRatings() {
        var doctor = world.doctor();
        bookings.publish(new RatingsChanged(doctor.id(), 2, Instant.now(), 4.5, 2));
        await().until(() -> world.get(doctor.path("")).isOk().text("/rating/count"), "2"::equals);
        jdbc.sql("update rating set count = 77 where doctor_id = ?").param(doctor.id()).update();

        assertThat(rebuild.rebuild(Topics.RATINGS)).isOne();

        assertThat(world.get(doctor.path("")).isOk().text("/rating/count")).isEqualTo("2");
    }
}
