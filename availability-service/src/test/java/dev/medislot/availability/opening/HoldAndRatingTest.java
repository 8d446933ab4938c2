package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.MovableClock;
import dev.medislot.availability.World;
import dev.medislot.common.event.RatingsChanged;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.common.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class HoldAndRatingTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private MovableClock clock;

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
        bookings.publish(new SlotHeld(doctor.id(), slot, now.toEpochMilli(), now, now.plusSeconds(300)));
        await().untilAsserted(() -> assertThat(openings(doctor)).isEqualTo(1));
        assertThat(status(doctor)).containsExactly("BOOKED", "OPEN");

        clock.move(Duration.ofMinutes(6));
        assertThat(openings(doctor)).isEqualTo(2);
        assertThat(status(doctor)).containsExactly("OPEN", "OPEN");
    }

    @Test
    void aReleasedSlotIsBackAndAnOlderHoldDoesNotHideIt() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var slot = BookingService.slot(doctor, World.at(tuesday, "08:00"), 60);
        var now = Instant.now();
        bookings.publish(new SlotHeld(doctor.id(), slot, 10, now, now.plusSeconds(300)));
        await().untilAsserted(() -> assertThat(openings(doctor)).isEqualTo(1));
        bookings.erase(Topics.HOLDS, slot.id().toString(), SlotHeld.class, 11);
        await().untilAsserted(() -> assertThat(openings(doctor)).isEqualTo(2));

        bookings.publish(new SlotHeld(doctor.id(), slot, 9, now, now.plusSeconds(300)));
        var other = BookingService.slot(doctor, World.at(tuesday, "09:00"), 60);
        bookings.publish(new SlotHeld(doctor.id(), other, 12, now, now.plusSeconds(300)));
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
}
