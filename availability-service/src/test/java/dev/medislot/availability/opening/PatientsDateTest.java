package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A license counts on the local date where the patient is, not on the doctor's. */
@AvailabilityTest
class PatientsDateTest {

    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    @Autowired
    private World world;

    private final LocalDate end = World.next(TUESDAY);

    @Test
    void theLastDayEndsAtThePatientsMidnight() {
        var doctor = world.doctorIn(HONOLULU, "08:00", "20:00");
        world.license(doctor, "NY", "2020-01-01", end.toString()).isCreated();
        var midnightInNewYork = end.plusDays(1)
                .atStartOfDay(ZoneId.of("America/New_York"))
                .withZoneSameInstant(HONOLULU);
        assertThat(midnightInNewYork.toLocalDate()).isEqualTo(end);

        var openings = openings(doctor, "NY", HONOLULU, end);
        assertThat(openings).hasSize(midnightInNewYork.getHour() - 8)
                .allSatisfy(start -> assertThat(start).isLessThan(midnightInNewYork.toLocalDateTime().toString()));
        assertThat(openings(doctor, "NY", HONOLULU, end.plusDays(1))).isEmpty();

        var early = why(doctor, midnightInNewYork.minusHours(1).toLocalDateTime().toString(), "NY");
        assertThat(early).isEmpty();
        assertThat(why(doctor, midnightInNewYork.toLocalDateTime().toString(), "NY")).containsExactly(
                "The license for NY was valid until %s, and the visit is on %s there".formatted(end, end.plusDays(1)));
    }

    @Test
    void theFirstDayBeginsAtThePatientsMidnight() {
        var doctor = world.doctorIn(LOS_ANGELES, "00:00", "24:00", "CA");
        world.license(doctor, "GU", end.toString(), null).isCreated();
        var midnightInGuam = end.atStartOfDay(ZoneId.of("Pacific/Guam")).withZoneSameInstant(LOS_ANGELES);
        assertThat(midnightInGuam.toLocalDate()).isEqualTo(end.minusDays(1));

        assertThat(openings(doctor, "GU", LOS_ANGELES, end.minusDays(1))).hasSize(24 - midnightInGuam.getHour())
                .first()
                .isEqualTo(midnightInGuam.toLocalDateTime().toString());
        assertThat(why(doctor, midnightInGuam.minusHours(1).toLocalDateTime().toString(), "GU")).containsExactly(
                "The license for GU is valid from %s, and the visit is on %s there".formatted(end, end.minusDays(1)));
    }

    @Test
    void aLicenseMustBeValidInEveryZoneOfTheState() {
        var doctor = world.doctorIn(LOS_ANGELES, "00:00", "24:00");
        world.license(doctor, "FL", end.toString(), end.toString()).isCreated();
        var zoneOfMiami = ZoneId.of("America/New_York");

        assertThat(world.get("/slots?limit=200&state=FL&timeZone=America/New_York&doctorId=" + doctor.id())
                .isOk()
                .texts("/items", "localStart")).hasSize(23).first().asString().startsWith(end + "T01:00");
        assertThat(why(doctor, end.atStartOfDay(zoneOfMiami).toInstant().toString(), "FL")).singleElement()
                .asString()
                .endsWith("the visit is on %s there".formatted(end.minusDays(1)));
    }

    @Test
    void theEventNamesThePartlyLicensedSlots() {
        var doctor = world.doctorIn(HONOLULU, "18:00", "20:00", "HI");
        world.license(doctor, "AS", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "CA", end.plusDays(1).toString(), null).isCreated();
        world.license(doctor, "NM", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "NY", "2020-01-01", end.toString()).isCreated();

        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var day = await().until(
                    () -> schedules.startingWith(doctor.id() + "/" + end).getLast().as(SchedulePublished.class),
                    published -> published.partlyLicensed().size() == 1);
            var first = day.slots().getFirst().start();
            var last = day.slots().getLast().start();
            assertThat(day.licensedStates()).containsExactlyInAnyOrder(UsState.HI, UsState.NM, UsState.AS);
            for (var start : List.of(first, last)) {
                for (var state : List.of("NY", "NM", "CA", "HI", "AS", "TX")) {
                    assertThat(day.statesAt(start).contains(UsState.valueOf(state))).as("%s in %s", start, state)
                            .isEqualTo(offered(doctor, state).contains(start.toString()));
                }
            }
        }
        var calendar = world.get(doctor.path("/day?date=" + end)).isOk();
        assertThat(calendar.body().at("/states").valueStream().map(each -> each.asString())).containsExactly("HI", "NM",
                "AS");
    }

    @Test
    void theCalendarShowsTheStatesOfEachSlot() {
        var doctor = world.doctorIn(LOS_ANGELES, "20:00", "22:00", "CA");
        world.license(doctor, "NY", "2020-01-01", end.toString()).isCreated();
        world.license(doctor, "CO", "2020-01-01", end.toString()).isCreated();

        var day = world.get(doctor.path("/day?date=" + end)).isOk().body();

        assertThat(day.path("states").toString()).isEqualTo("[\"CA\",\"CO\"]");
        assertThat(day.at("/slots/0/furtherStates").toString()).isEqualTo("[\"NY\"]");
        assertThat(day.at("/slots/1").has("furtherStates")).isFalse();
        var before = world.get(doctor.path("/day?date=" + end.minusDays(1))).isOk().body();
        assertThat(before.path("states").toString()).isEqualTo("[\"CA\",\"CO\",\"NY\"]");
        assertThat(before.at("/slots/0").has("furtherStates")).isFalse();
    }

    private List<String> offered(TestDoctor doctor, String state) {
        return world.get("/slots?limit=200&state=%s&doctorId=%s".formatted(state, doctor.id()))
                .isOk()
                .texts("/items", "start");
    }

    /** Local starts on that date, without their offsets. */
    private List<String> openings(TestDoctor doctor, String state, ZoneId zone, LocalDate date) {
        return world
                .get("/slots?limit=200&doctorId=%s&state=%s&from=%s&to=%s&timeZone=%s".formatted(doctor.id(), state,
                        date, date, zone))
                .isOk()
                .texts("/items", "localStart")
                .stream()
                .map(start -> start.substring(0, 16))
                .toList();
    }

    private List<String> why(TestDoctor doctor, String at, String state) {
        return world.get(doctor.path("/slots/why?at=%s&state=%s".formatted(at, state)))
                .isOk()
                .texts("/reasons", "detail");
    }
}
