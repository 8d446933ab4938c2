package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class WhyTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    private final LocalDate tuesday = World.next(TUESDAY);

    private List<String> why(TestDoctor doctor, String at, String state) {
        return world.get(doctor.path("/slots/why?at=%s&state=%s".formatted(at, state)))
                .isOk()
                .texts("/reasons", "code");
    }

    @Test
    void everyReasonHasItsName() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        world.license(doctor, "UT", tuesday.plusDays(1).toString(), null).isCreated();
        world.license(doctor, "NM", "2020-01-01", tuesday.minusDays(1).toString()).isCreated();
        world.post(doctor.path("/time-off"), doctor.token(),
                "{\"start\":\"%sT11:00\",\"end\":\"%sT12:00\"}".formatted(tuesday, tuesday)).isCreated();
        bookings.book(doctor, World.at(tuesday, "10:00"), UsState.CO);

        var offered = world.get(doctor.path("/slots/why?at=%sT08:00&state=CO".formatted(tuesday))).isOk();
        assertThat(offered.text("/offered")).isEqualTo("true");
        assertThat(offered.text("/at")).isEqualTo(World.at(tuesday, "08:00").toString());
        assertThat(why(doctor, World.at(tuesday, "08:00").toString(), "CO")).isEmpty();
        assertThat(why(doctor, tuesday + "T08:00", "WY")).containsExactly("NO_LICENSE");
        assertThat(why(doctor, tuesday + "T08:00", "UT")).containsExactly("LICENSE_NOT_YET_VALID");
        assertThat(why(doctor, tuesday + "T08:00", "NM")).containsExactly("LICENSE_ENDED");
        assertThat(why(doctor, tuesday + "T07:00", "CO")).containsExactly("OUTSIDE_HOURS");
        assertThat(why(doctor, tuesday + "T08:20", "CO")).containsExactly("NOT_A_START");
        assertThat(why(doctor, tuesday + "T11:00", "CO")).containsExactly("TIME_OFF");
        await().untilAsserted(() -> assertThat(why(doctor, tuesday + "T10:00", "CO")).containsExactly("TAKEN"));
        assertThat(why(doctor, tuesday.plusDays(70) + "T08:00", "CO")).containsExactly("BEYOND_HORIZON");
        assertThat(why(doctor, World.today().minusDays(1) + "T08:00", "CO")).contains("PAST");
        assertThat(why(doctor, World.today().minusDays(1) + "T07:00", "WY")).containsExactly("PAST", "OUTSIDE_HOURS",
                "NO_LICENSE");
    }

    @Test
    void aTimeInsideASlotIsJudgedAsThatSlot() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        world.post(doctor.path("/time-off"), doctor.token(),
                "{\"start\":\"%sT11:00\",\"end\":\"%sT12:00\"}".formatted(tuesday, tuesday)).isCreated();
        bookings.book(doctor, BookingService.slot(doctor, World.at(tuesday, "09:00"), 5), UsState.CO);

        await().untilAsserted(() -> assertThat(why(doctor, tuesday + "T09:00", "CO")).containsExactly("TAKEN"));
        assertThat(why(doctor, tuesday + "T08:10", "CO")).containsExactly("NOT_A_START");
        assertThat(why(doctor, tuesday + "T08:00:00.5", "CO")).containsExactly("NOT_A_START");
        assertThat(why(doctor, tuesday + "T09:10", "CO")).containsExactly("NOT_A_START", "TAKEN");
        assertThat(why(doctor, tuesday + "T10:10", "CO")).containsExactly("NOT_A_START");
        assertThat(why(doctor, tuesday + "T11:10", "CO")).containsExactly("NOT_A_START", "TIME_OFF");
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        var doctor = world.doctor();
        world.get(doctor.path("/slots/why?at=soon&state=CO")).isInvalid("at");
        world.get(doctor.path("/slots/why?at=2027-03-14T02:30&state=CO")).isInvalid("at");
        world.get(doctor.path("/slots/why")).isInvalid("at");
        world.get(doctor.path("/slots/why?at=2027-03-14T03:30&state=QQ")).isInvalid("state");
    }
}
