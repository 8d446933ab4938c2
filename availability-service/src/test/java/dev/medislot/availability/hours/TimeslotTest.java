package dev.medislot.availability.hours;

import static java.time.DayOfWeek.THURSDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.testkit.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class TimeslotTest {

    @Autowired
    private World world;

    private final LocalDate thursday = World.next(THURSDAY);

    private Answer add(TestDoctor doctor, String start, String end, String rest) {
        return world.post(doctor.path("/timeslots"), doctor.token(),
                "{\"start\":\"%s\",\"end\":\"%s\"%s}".formatted(start, end, rest));
    }

    private List<String> offered(TestDoctor doctor, LocalDate date) {
        return world.get(doctor.path("/day?date=" + date)).isOk().texts("/slots", "localStart");
    }

    @Test
    void aRecurringTimeslotRepeatsWeeklyUntilItsEnd() {
        var doctor = world.doctor();
        var added = add(doctor, thursday + "T08:00", thursday + "T09:00",
                ",\"recurring\":true,\"until\":\"%s\"".formatted(thursday.plusDays(13))).isCreated();
        assertThat(added.text("/start")).isEqualTo(thursday + "T08:00");
        assertThat(added.etag()).isEqualTo("\"1\"");
        assertThat(offered(doctor, thursday.minusDays(7))).isEmpty();
        assertThat(offered(doctor, thursday)).containsExactly(thursday + "T08:00");
        assertThat(offered(doctor, thursday.plusDays(7))).hasSize(1);
        assertThat(offered(doctor, thursday.plusDays(14))).isEmpty();

        var week = world.get(doctor.path("/working-hours")).isOk();
        assertThat(week.texts("/week/THURSDAY", "start")).containsExactly("08:00");
        assertThat(week.texts("/week/THURSDAY", "until")).containsExactly(thursday.plusDays(13).toString());
        // writing the body as it was read changes nothing
        assertThat(world.week(doctor, inside(week.body().at("/week").toString())).isOk().etag()).isEqualTo(week.etag());
    }

    private static String inside(String object) {
        return object.substring(1, object.length() - 1);
    }

    @Test
    void aSingleTimeslotStandsOnce() {
        var doctor = world.doctor();
        var added = add(doctor, thursday + "T22:00", thursday + "T24:00", "").isCreated();
        assertThat(added.text("/recurring")).isEqualTo("false");
        assertThat(added.text("/end")).isEqualTo(thursday.plusDays(1) + "T00:00");
        assertThat(offered(doctor, thursday)).hasSize(2);
        assertThat(offered(doctor, thursday.plusDays(7))).isEmpty();
        assertThat(world.get(doctor.path("/working-hours")).list("/week/THURSDAY")).isEmpty();
    }

    @Test
    void aTimeslotDoesNotBeginOrEndInASkippedHour() {
        var doctor = world.doctor();
        var gap = Stream
                .iterate(World.DENVER.getRules().nextTransition(Instant.now()),
                        before -> World.DENVER.getRules().nextTransition(before.getInstant()))
                .filter(ZoneOffsetTransition::isGap)
                .findFirst()
                .orElseThrow()
                .getDateTimeBefore();
        add(doctor, gap.plusMinutes(10).toString(), gap.plusMinutes(50).toString(), "").isInvalid("start",
                "does not exist: the clocks of America/Denver skip it");
        add(doctor, gap.minusHours(1).toString(), gap.plusMinutes(30).toString(), "").isInvalid("end");
        add(doctor, gap.minusHours(1).toString(), gap.toString(), "").isCreated();
        var after = add(doctor, gap.plusHours(1).toString(), gap.plusHours(2).toString(), "").isCreated();
        world.send("PATCH", doctor.path("/timeslots/" + after.id()), doctor.token(),
                "{\"start\":\"%s\"}".formatted(gap.plusMinutes(30))).isInvalid("start");
        add(world.doctor(), gap.minusDays(7).plusMinutes(30).toString(), gap.minusDays(7).plusHours(3).toString(),
                ",\"recurring\":true").isCreated();
    }

    @Test
    void overlapsAreRefusedOnlyWhereBothStandOnOneDay() {
        var doctor = world.doctor();
        add(doctor, thursday + "T08:00", thursday + "T12:00",
                ",\"recurring\":true,\"until\":\"%s\"".formatted(thursday.plusDays(10))).isCreated();
        add(doctor, thursday.plusDays(7) + "T11:00", thursday.plusDays(7) + "T13:00", "").isProblem(409, "overlap");
        add(doctor, thursday + "T07:00", thursday + "T08:30", ",\"recurring\":true").isProblem(409, "overlap");
        // they touch, another weekday, after the end
        add(doctor, thursday + "T12:00", thursday + "T13:00", ",\"recurring\":true").isCreated();
        add(doctor, thursday.plusDays(1) + "T08:00", thursday.plusDays(1) + "T12:00", "").isCreated();
        add(doctor, thursday.plusDays(14) + "T08:00", thursday.plusDays(14) + "T12:00", ",\"recurring\":true")
                .isCreated();
        // a week that overlaps a single timeslot
        add(doctor, thursday.plusDays(2) + "T08:00", thursday.plusDays(2) + "T12:00", "").isCreated();
        world.week(doctor, "\"SATURDAY\":[{\"start\":\"08:00\",\"end\":\"09:00\"}]").isProblem(409, "overlap");
    }

    @Test
    void timeslotsAreChangedAndRemoved() {
        var doctor = world.doctor();
        var path = doctor.path("/timeslots/"
                + add(doctor, thursday + "T08:00", thursday + "T09:00", ",\"recurring\":true").isCreated().id());
        var patched = world
                .send("PATCH", path, doctor.token(), "{\"end\":\"%sT10:00\"}".formatted(thursday), "If-Match", "\"1\"")
                .isOk();
        assertThat(patched.etag()).isEqualTo("\"2\"");
        assertThat(offered(doctor, thursday)).hasSize(2);
        world.send("PATCH", path, doctor.token(), "{\"end\":\"%sT11:00\"}".formatted(thursday), "If-Match", "\"1\"")
                .isProblem(412, "stale");
        world.send("PATCH", path, doctor.token(), "{\"end\":\"%sT07:00\"}".formatted(thursday)).isInvalid("end");
        world.send("PATCH", path, doctor.token(), "{\"until\":\"%s\"}".formatted(thursday.plusDays(7))).isOk();
        assertThat(world.get(path).isOk().text("/until")).isEqualTo(thursday.plusDays(7).toString());
        add(doctor, thursday + "T12:00", thursday + "T13:00", "").isCreated();
        world.send("PATCH", path, doctor.token(), "{\"end\":\"%sT12:30\"}".formatted(thursday))
                .isProblem(409, "overlap");
        assertThat(world.get(path).isOk().text("/end")).isEqualTo(thursday + "T10:00");

        world.send("DELETE", path, doctor.token(), "", "If-Match", "\"1\"").isProblem(412, "stale");
        world.send("DELETE", path, doctor.token(), "").isOk();
        world.get(path).isProblem(404, "not-found");
        assertThat(offered(doctor, thursday)).containsExactly(thursday + "T12:00");
    }

    @Test
    void windowsThatMakeNoSenseAreRefused() {
        var doctor = world.doctor();
        add(doctor, thursday + "T22:00", thursday.plusDays(1) + "T22:00", "").isInvalid("end");
        add(doctor, thursday + "T08:00", thursday + "T08:00", "").isInvalid("end");
        add(doctor, thursday + "T08:00:30", thursday + "T09:00", "").isInvalid("start");
        add(doctor, thursday + "T08:00Z", thursday + "T09:00", "").isInvalid("start");
        add(doctor, thursday + "T08:00", thursday + "T09:00", ",\"until\":\"2030-01-01\"").isInvalid("until");
        add(doctor, thursday + "T08:00", thursday + "T09:00",
                ",\"recurring\":true,\"until\":\"%s\"".formatted(thursday.minusDays(1))).isInvalid("until");
    }

    @Test
    void aRefusalNamesEveryUnreadableField() {
        var doctor = world.doctor();
        assertThat(
                add(doctor, "", "noon", ",\"recurring\":\"no\"").isProblem(400, "validation").texts("errors", "field"))
                        .containsExactlyInAnyOrder("start", "end", "recurring");
        assertThat(world.post(doctor.path("/time-off"), doctor.token(), "{\"start\":\"\",\"end\":\"8\"}")
                .isProblem(400, "validation")
                .texts("errors", "field")).containsExactlyInAnyOrder("start", "end");
    }

    @Test
    void timeslotsAreListedInPagesByDate() {
        var doctor = world.doctor();
        for (int i = 2; i >= 0; i--) {
            add(doctor, thursday.plusDays(i) + "T08:00", thursday.plusDays(i) + "T09:00", "").isCreated();
        }
        var one = world.get(doctor.path("/timeslots?limit=2")).isOk();
        var two = world.get(doctor.path("/timeslots?limit=2&cursor=" + one.text("/next"))).isOk();
        assertThat(one.texts("/items", "start")).containsExactly(thursday + "T08:00", thursday.plusDays(1) + "T08:00");
        assertThat(two.texts("/items", "start")).containsExactly(thursday.plusDays(2) + "T08:00");
        assertThat(two.body().at("/next").isNull()).isTrue();
    }

    @Test
    void aPreviewIsTaggedWithTheTimeslotThatStands() {
        var doctor = world.doctor();
        var window = "{\"start\":\"%sT08:00\",\"end\":\"%sT09:00\"}".formatted(thursday, thursday);
        var added = world.post(doctor.path("/timeslots?preview=true"), doctor.token(), window).isOk();
        assertThat(added.etag()).isEmpty();
        var path = doctor.path("/timeslots/" + world.post(doctor.path("/timeslots"), doctor.token(), window).id());
        assertThat(world.send("PATCH", path + "?preview=true", doctor.token(), "{\"recurring\":true}").isOk().etag())
                .isEqualTo("\"1\"")
                .isEqualTo(world.get(path).etag());
    }

    @Test
    void datesThatNobodyCanMeanAreRefused() {
        var doctor = world.doctor();
        for (var until : List.of("+999999999-12-31", "3000-01-01", "-0001-01-01")) {
            add(doctor, thursday + "T08:00", thursday + "T09:00",
                    ",\"recurring\":true,\"until\":\"%s\"".formatted(until)).isInvalid("until",
                            "must be a date from 1900-01-01 to 2999-12-31");
        }
        add(doctor, "+999999999-12-31T08:00", "+999999999-12-31T24:00", "").isInvalid("start");
        add(doctor, thursday + "T08:00", "+999999999-12-31T24:00", "").isInvalid("end");
    }
}
