package dev.medislot.availability.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class WorkingHoursTest {

    @Autowired
    private World world;

    @Test
    void aWeekIsReadAsItWasWritten() {
        var doctor = world.doctor();
        var set = world.week(doctor, """
                "MONDAY":[{"start":"13:00","end":"17:00"},{"start":"08:00","end":"11:00"}],
                "SUNDAY":[{"start":"18:00","end":"24:00"}]""").isOk();
        var read = world.get(doctor.path("/working-hours")).isOk();
        assertThat(read.etag()).isEqualTo(set.etag()).isEqualTo("\"2\"");
        assertThat(read.text("/timeZone")).isEqualTo("America/Denver");
        assertThat(read.body().at("/week/MONDAY").toString())
                .isEqualTo("[{\"start\":\"08:00\",\"end\":\"11:00\"},{\"start\":\"13:00\",\"end\":\"17:00\"}]");
        assertThat(read.texts("/week/SUNDAY", "end")).containsExactly("24:00");
        assertThat(read.list("/week/TUESDAY")).isEmpty();

        // writing the body as it was read changes nothing
        var week = read.body().at("/week").toString();
        var again = world
                .send("PUT", doctor.path("/working-hours"), doctor.token(), "{\"week\":" + week + "}", "If-Match",
                        read.etag())
                .isOk();
        assertThat(again.etag()).isEqualTo(read.etag());
    }

    @Test
    void windowsThatMakeNoSenseAreRefused() {
        var doctor = world.doctor();
        world.week(doctor, "\"MONDAY\":[{\"start\":\"08:00\",\"end\":\"08:00\"}]").isInvalid("week.MONDAY[0].end");
        world.week(doctor, "\"MONDAY\":[{\"start\":\"24:30\",\"end\":\"08:00\"}]").isProblem(400, "validation");
        world.week(doctor, "\"FUNDAY\":[]").isProblem(400, "validation");
        world.week(doctor, "\"MONDAY\":[{\"start\":\"08:00\"}]").isProblem(400, "validation");
        world.week(doctor, "\"MONDAY\":null").isProblem(400, "validation");
        world.send("PUT", doctor.path("/working-hours"), doctor.token(), "{}").isInvalid("week");
        world.send("PUT", doctor.path("/working-hours"), doctor.token(), "{\"week\":{},\"slotMinutes\":0}")
                .isInvalid("slotMinutes");
    }

    @Test
    void overlapsAreRefusedAndLeaveTheWeekAsItWas() {
        var doctor = world.doctor();
        world.week(doctor, "\"MONDAY\":[{\"start\":\"08:00\",\"end\":\"11:00\"}]").isOk();
        world.week(doctor, """
                "MONDAY":[{"start":"08:00","end":"10:00"},{"start":"09:00","end":"12:00"}]""")
                .isProblem(409, "overlap");
        assertThat(world.get(doctor.path("/working-hours")).texts("/week/MONDAY", "end")).containsExactly("11:00");
    }

    @Test
    void everythingWrongInAWeekIsToldAtOnce() {
        var doctor = world.doctor();
        world.send("PUT", doctor.path("/working-hours"), doctor.token(), """
                {"timeZone":"Mars/Olympus","slotMinutes":45.5,"week":{"FUNDAY":[],
                 "MONDAY":[{"start":"8","end":"25:00"},{"start":"09:00","from":"soon"}]}}""")
                .isInvalid("timeZone", "must be a time zone such as America/Denver")
                .isInvalid("slotMinutes", "must be a whole number")
                .isInvalid("week.FUNDAY",
                        "must be one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY")
                .isInvalid("week.MONDAY[0].start", "must be a time from 00:00 to 24:00")
                .isInvalid("week.MONDAY[0].end", "must be a time from 00:00 to 24:00")
                .isInvalid("week.MONDAY[1].from", "must be a date such as 2026-12-01")
                .isInvalid("week.MONDAY[1].end", "must not be null");
    }

    @Test
    void aStaleWeekIsRefused() {
        var doctor = world.doctor();
        world.week(doctor, "\"MONDAY\":[{\"start\":\"08:00\",\"end\":\"11:00\"}]").isOk();
        world.send("PUT", doctor.path("/working-hours"), doctor.token(), "{\"week\":{}}", "If-Match", "\"1\"")
                .isProblem(412, "stale");
    }

    @Test
    void zoneAndSlotLengthAreWrittenWithTheWeek() {
        var doctor = world.doctor();
        world.send("PUT", doctor.path("/working-hours"), doctor.token(), """
                {"timeZone":"America/Phoenix","slotMinutes":30,"week":{"MONDAY":[{"start":"08:00","end":"09:00"}]}}""")
                .isOk();
        var profile = world.get(doctor.path("")).isOk();
        assertThat(profile.text("/timeZone")).isEqualTo("America/Phoenix");
        assertThat(profile.text("/slotMinutes")).isEqualTo("30");
    }

    @Test
    void onlyTheDoctorAndStaffWriteHours() {
        var doctor = world.doctor();
        world.send("PUT", doctor.path("/working-hours"), "", "{\"week\":{}}").isProblem(401, "unauthenticated");
        world.send("PUT", doctor.path("/working-hours"), world.doctor().token(), "{\"week\":{}}")
                .isProblem(403, "forbidden");
        world.send("PUT", doctor.path("/working-hours"), world.staff(), "{\"week\":{}}").isOk();
        world.get("/doctors/%s/working-hours".formatted(UUID.randomUUID())).isProblem(404, "not-found");
    }

    @Test
    void aPreviewIsTaggedWithTheWeekThatStands() {
        var doctor = world.doctor();
        world.week(doctor, "\"MONDAY\":[{\"start\":\"08:00\",\"end\":\"11:00\"}]").isOk();
        var wanted = "{\"slotMinutes\":30,\"week\":{}}";
        var preview = world.send("PUT", doctor.path("/working-hours?preview=true"), doctor.token(), wanted).isOk();
        assertThat(preview.etag()).isEqualTo(world.get(doctor.path("/working-hours")).etag());

        world.week(doctor, "\"TUESDAY\":[{\"start\":\"08:00\",\"end\":\"11:00\"}]").isOk();
        world.send("PUT", doctor.path("/working-hours"), doctor.token(), wanted, "If-Match", preview.etag())
                .isProblem(412, "stale");
    }

    @Test
    void datesThatNobodyCanMeanAreRefused() {
        var doctor = world.doctor();
        world.week(doctor, """
                "MONDAY":[{"start":"08:00","end":"09:00","from":"+999999999-12-31","until":"3000-01-01"}]""")
                .isInvalid("week.MONDAY[0].from", "must be a date from 1900-01-01 to 2999-12-31")
                .isInvalid("week.MONDAY[0].until");
    }
}
