package dev.medislot.availability.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.MovableClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@AvailabilityTest
@TestPropertySource(properties = { "medislot.doctors.timeslots=20", "medislot.doctors.windows-per-day=3",
        "medislot.doctors.time-off=2", "medislot.doctors.licenses=2", "medislot.doctors.edits-per-minute=30" })
class BoundsTest {

    @Autowired
    private World world;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aWeekOfFiveMinuteSlotsIsRefused() {
        var doctor = world.doctor();
        wholeWeek(doctor, 5, "00:00", "24:00").isInvalid("slotMinutes",
                "would be 288 slots on one date; a doctor may have at most 144");
        assertThat(slots(doctor)).isZero();
        wholeWeek(doctor, 5, "08:00", "20:00").isOk();
        assertThat(slots(doctor)).isBetween(59 * 144, 60 * 144);
    }

    @Test
    void theSlotLengthCannotOutgrowTheWindows() {
        var doctor = world.doctor();
        wholeWeek(doctor, 10, "00:00", "24:00").isOk();
        for (var token : new String[] { doctor.token(), world.staff() }) {
            world.send("PATCH", doctor.path(""), token, "{\"slotMinutes\":9}").isInvalid("slotMinutes");
            world.send("PATCH", doctor.path("?preview=true"), token, "{\"slotMinutes\":5}").isInvalid("slotMinutes");
        }
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"slotMinutes\":11}").isOk();
    }

    @Test
    void timeslotsOfADateCountTogether() {
        var doctor = world.doctor();
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"slotMinutes\":5}").isOk();
        var date = World.today().plusYears(3);
        timeslot(doctor, date + "T00:00", date + "T11:00", false).isCreated();
        timeslot(doctor, date.minusDays(7) + "T11:00", date.minusDays(7) + "T12:00", true).isCreated();
        timeslot(doctor, date + "T12:00", date + "T12:05", false).isInvalid("slotMinutes");
        timeslot(doctor, date.plusDays(1) + "T12:00", date.plusDays(1) + "T12:05", false).isCreated();
        timeslot(doctor, date.plusDays(7) + "T12:00", date.plusDays(7) + "T12:05", false).isCreated();
    }

    @Test
    void windowsOfADateAreBounded() {
        var doctor = world.doctor();
        world.week(doctor, "\"MONDAY\":[%s]".formatted(windows(4)))
                .isInvalid("week", "would be 4 windows on one date; a doctor may have at most 3");
        world.week(doctor, "\"MONDAY\":[%s],\"TUESDAY\":[%s]".formatted(windows(3), windows(3))).isOk();
    }

    private static String windows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"start\":\"%02d:00\",\"end\":\"%02d:00\"}".formatted(i, i + 1))
                .collect(Collectors.joining(","));
    }

    @Test
    void storedEntriesAreBounded() {
        var doctor = world.doctor();
        for (int i = 0; i < 20; i++) {
            var date = World.today().plusDays(i);
            timeslot(doctor, date + "T08:00", date + "T09:00", false).isCreated();
        }
        var past = World.today().minusYears(1);
        var other = timeslot(doctor, past + "T08:00", past + "T09:00", false);
        other.isInvalid("timeslots", "would be 21 timeslots; a doctor may have at most 20");
        clock.advance(Duration.ofMinutes(1));
        for (int i = 1; i <= 3; i++) {
            var answer = world.post(doctor.path("/time-off"), doctor.token(),
                    "{\"start\":\"%sT08:00\",\"end\":\"%sT09:00\"}".formatted(past, past));
            var license = world.license(doctor, "CO", "201%d-01-01".formatted(i), "201%d-12-31".formatted(i));
            if (i == 3) {
                answer.isInvalid("timeOff");
                license.isInvalid("licenses");
            } else {
                answer.isCreated();
                license.isCreated();
            }
        }
    }

    @Test
    void whatExceedsABoundMayShrink() {
        var doctor = world.doctor();
        for (var day : Stream.of("05-01", "06-01", "07-01", "08-01").toList()) {
            jdbc.sql("""
                    insert into time_off (id, doctor_id, starts_at, ends_at)
                    values (gen_random_uuid(), ?, ?::timestamp, ?::timestamp + interval '1 day')
                    """).params(doctor.id(), "2035-" + day, "2035-" + day).update();
        }
        var entries = world.send("GET", doctor.path("/time-off"), doctor.token(), "").isOk().texts("/items", "id");
        world.everyDay(doctor, "08:00", "09:00").isOk();
        world.send("DELETE", doctor.path("/time-off/" + entries.getFirst()), doctor.token(), "").isOk();
        world.post(doctor.path("/time-off"), doctor.token(), """
                {"start":"2035-05-01T08:00","end":"2035-05-01T09:00"}""").isInvalid("timeOff");
    }

    @Test
    void editsAMinuteAreBoundedForTheDoctorAlone() {
        clock.advance(Duration.ofMillis(60_000 - clock.millis() % 60_000));
        var doctor = world.doctor();
        for (int i = 0; i < 30; i++) {
            world.send("PATCH", doctor.path("?preview=true"), doctor.token(), "{\"bio\":\"Kind\"}").isOk();
        }
        var refused = world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"Kind\"}")
                .isProblem(429, "too-many-requests");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow())).isBetween(1, 60);
        world.license(doctor, "CO", "2020-01-01", null).isProblem(429, "too-many-requests");
        world.send("PATCH", doctor.path(""), world.staff(), "{\"bio\":\"Kind\"}").isOk();
        world.send("PATCH", world.doctor().path(""), world.staff(), "{\"bio\":\"Kind\"}").isOk();
        clock.advance(Duration.ofMinutes(1));
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"bio\":\"Kind\"}").isOk();
    }

    private Answer timeslot(TestDoctor doctor, String start, String end, boolean recurring) {
        return world.post(doctor.path("/timeslots"), doctor.token(), """
                {"start":"%s","end":"%s","recurring":%s}""".formatted(start, end, recurring));
    }

    private Answer wholeWeek(TestDoctor doctor, int slotMinutes, String start, String end) {
        var week = Stream.of(DayOfWeek.values())
                .map(day -> "\"%s\":[{\"start\":\"%s\",\"end\":\"%s\"}]".formatted(day, start, end))
                .collect(Collectors.joining(","));
        return world.send("PUT", doctor.path("/working-hours"), doctor.token(),
                "{\"slotMinutes\":%d,\"week\":{%s}}".formatted(slotMinutes, week));
    }

    private int slots(TestDoctor doctor) {
        return jdbc.sql("select count(*) from slot where doctor_id = ? and starts_at > ?::timestamptz")
                .params(doctor.id(), Instant.now().toString())
                .query(Integer.class)
                .single();
    }
}
