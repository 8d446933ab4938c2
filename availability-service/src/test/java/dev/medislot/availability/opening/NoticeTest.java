package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Slots that start sooner than the minimum notice allows, of which the booking service says {@code too-late}. */
@AvailabilityTest
@TestPropertySource(properties = "medislot.minimum-notice=3h")
class NoticeTest {

    @Autowired
    private World world;

    @Autowired
    private MovableClock clock;

    private final LocalDate tuesday = World.next(TUESDAY);

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void whatStartsTooSoonIsNotOfferedAndWhySaysSo() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        clock.advance(Duration.between(Instant.now(), World.at(tuesday, "08:30")));

        assertThat(world.get("/slots?state=CO&doctorId=%s&from=%s&to=%s&timeZone=America/Denver".formatted(doctor.id(),
                tuesday, tuesday)).isOk().texts("/items", "id")).isEmpty();
        assertThat(world.get("/slots?state=CO&limit=1&doctorId=" + doctor.id()).isOk().text("/items/0/start"))
                .isEqualTo(World.at(tuesday.plusDays(1), "08:00").toString());
        assertThat(world.get(doctor.path("/day?date=" + tuesday)).isOk().texts("/slots", "status"))
                .containsOnly("PAST");
        assertThat(why(doctor, "08:00")).isEqualTo("PAST");
        assertThat(why(doctor, "09:00")).isEqualTo("TOO_LATE");
        assertThat(why(doctor, "11:00")).isEqualTo("TOO_LATE");

        clock.advance(Duration.ofMinutes(-31));
        assertThat(world.get("/slots?state=CO&limit=1&doctorId=" + doctor.id()).isOk().text("/items/0/start"))
                .isEqualTo(World.at(tuesday, "11:00").toString());
        assertThat(why(doctor, "11:00")).isEmpty();
        assertThat(why(doctor, "10:00")).isEqualTo("TOO_LATE");
    }

    private String why(TestDoctor doctor, String time) {
        return world.get(doctor.path("/slots/why?at=%sT%s&state=CO".formatted(tuesday, time)))
                .isOk()
                .text("/reasons/0/code");
    }
}
