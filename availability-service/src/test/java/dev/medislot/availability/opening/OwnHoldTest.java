package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SlotHeld;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class OwnHoldTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private MovableClock clock;

    private final LocalDate tuesday = World.next(TUESDAY);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Instant until = now.plusSeconds(300);
    private final UUID patient = UUID.randomUUID();

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private TestDoctor doctorHeldAt(String hour) {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var slot = BookingService.slot(doctor, World.at(tuesday, hour), 60);
        bookings.publish(new SlotHeld(doctor.id(), slot, now.toEpochMilli(), now, until, patient));
        await().untilAsserted(() -> assertThat(starts(doctor, "")).hasSize(1));
        return doctor;
    }

    private String holder() {
        return world.patient(patient, UsState.CO);
    }

    private List<String> starts(TestDoctor doctor, String token) {
        return world
                .send("GET",
                        "/slots?doctorId=%s&state=CO&from=%s&to=%s&timeZone=America/Denver".formatted(doctor.id(),
                                tuesday, tuesday),
                        token, "")
                .isOk()
                .texts("/items", "start");
    }

    private List<String> day(TestDoctor doctor, String token) {
        return world.send("GET", doctor.path("/day?date=" + tuesday), token, "").isOk().texts("/slots", "status");
    }

    private List<String> calendar(TestDoctor doctor, String token) {
        return world.send("GET", doctor.path("/calendar?from=%s&to=%s".formatted(tuesday, tuesday)), token, "")
                .isOk()
                .texts("/days/0/slots", "status");
    }

    @Test
    void onlyTheHolderSeesTheirHeldSlot() {
        var doctor = doctorHeldAt("08:00");
        var eight = World.at(tuesday, "08:00").toString();

        assertThat(starts(doctor, holder())).contains(eight).hasSize(2);
        assertThat(day(doctor, holder())).containsExactly("OPEN", "OPEN");
        assertThat(calendar(doctor, holder())).containsExactly("OPEN", "OPEN");
        for (var other : List.of("", world.patient(UsState.CO), world.staff(), doctor.token())) {
            assertThat(starts(doctor, other)).doesNotContain(eight).hasSize(1);
            assertThat(day(doctor, other)).containsExactly("BOOKED", "OPEN");
            assertThat(calendar(doctor, other)).containsExactly("BOOKED", "OPEN");
        }
    }

    @Test
    void whyTellsTheHolderUntilWhen() {
        var doctor = doctorHeldAt("09:00");
        var path = doctor.path("/slots/why?at=%sT09:00".formatted(tuesday));

        var own = world.send("GET", path, holder(), "").isOk();
        assertThat(own.text("/offered")).isEqualTo("true");
        assertThat(own.list("/reasons")).isEmpty();
        assertThat(own.text("/ownHold/until")).isEqualTo(until.toString());
        assertThat(own.text("/ownHold/detail")).isEqualTo("You hold this slot until " + until);

        var other = world.send("GET", path, world.patient(UsState.CO), "").isOk();
        assertThat(other.texts("/reasons", "code")).containsExactly("HELD");
        assertThat(other.body().at("/ownHold").isNull()).isTrue();
        assertThat(world.send("GET", doctor.path("/slots/why?at=%sT08:00".formatted(tuesday)), holder(), "")
                .isOk()
                .body()
                .at("/ownHold")
                .isNull()).isTrue();
    }

    @Test
    void anExpiredHoldIsNobodysOwn() {
        var doctor = doctorHeldAt("08:00");
        clock.advance(Duration.ofMinutes(6));

        var why = world.send("GET", doctor.path("/slots/why?at=%sT08:00".formatted(tuesday)), holder(), "").isOk();
        assertThat(why.list("/reasons")).isEmpty();
        assertThat(why.body().at("/ownHold").isNull()).isTrue();
        assertThat(starts(doctor, "")).hasSize(2);
    }
}
