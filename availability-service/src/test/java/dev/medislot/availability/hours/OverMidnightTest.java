package dev.medislot.availability.hours;

import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class OverMidnightTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    private final LocalDate monday = World.next(MONDAY);
    private final LocalDate tuesday = monday.plusDays(1);

    @Test
    void aNightOfTheWeekIsReadAsItWasWritten() {
        var doctor = nights("\"MONDAY\":[{\"start\":\"22:00\",\"end\":\"02:00\"}]");
        var week = world.get(doctor.path("/working-hours")).isOk();
        assertThat(week.body().at("/week/MONDAY").toString()).isEqualTo("[{\"start\":\"22:00\",\"end\":\"02:00\"}]");
        assertThat(week.list("/week/TUESDAY")).isEmpty();

        assertThat(world.week(doctor, "\"MONDAY\":[{\"start\":\"22:00\",\"end\":\"02:00\"}]").isOk().etag())
                .as("writing it again changes nothing")
                .isEqualTo(week.etag());
        assertThat(world.get(doctor.path("/timeslots")).isOk().text("/items/0/end")).endsWith("T02:00");
    }

    @Test
    void everyListShowsASlotOnItsOwnDate() {
        var doctor = nights("\"MONDAY\":[{\"start\":\"22:30\",\"end\":\"02:30\"}]");

        assertThat(day(doctor, monday)).containsExactly(monday + "T22:30", monday + "T23:30");
        assertThat(day(doctor, tuesday)).containsExactly(tuesday + "T00:30", tuesday + "T01:30");
        assertThat(openings(doctor, monday)).containsExactly(monday + "T22:30", monday + "T23:30");
        assertThat(openings(doctor, tuesday)).containsExactly(tuesday + "T00:30", tuesday + "T01:30");
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            assertThat(published(schedules, doctor, monday)).containsExactly(World.at(monday, "22:30"),
                    World.at(monday, "23:30"));
            assertThat(published(schedules, doctor, tuesday)).containsExactly(World.at(tuesday, "00:30"),
                    World.at(tuesday, "01:30"));
        }
        assertThat(why(doctor, tuesday + "T00:10")).containsExactly("NOT_A_START");
        assertThat(why(doctor, tuesday + "T00:30")).isEmpty();
        assertThat(why(doctor, tuesday + "T02:30")).containsExactly("OUTSIDE_HOURS");
    }

    @Test
    void midnightAtTheEndOfAWindowIsTheEndOfItsDate() {
        var doctor = nights("\"MONDAY\":[{\"start\":\"22:00\",\"end\":\"00:00\"}]");
        assertThat(world.get(doctor.path("/working-hours")).isOk().texts("/week/MONDAY", "end"))
                .containsExactly("24:00");
        world.week(doctor, """
                "MONDAY":[{"start":"22:00","end":"24:00"}],"TUESDAY":[{"start":"00:00","end":"02:00"}]""").isOk();
        world.week(doctor, "\"MONDAY\":[{\"start\":\"24:00\",\"end\":\"02:00\"}]").isInvalid("week.MONDAY[0].start");
        world.week(doctor, "\"MONDAY\":[{\"start\":\"00:00\",\"end\":\"00:00\"}]").isInvalid("week.MONDAY[0].end");
    }

    @Test
    void windowsOfTheNextDayMayOnlyTouch() {
        var doctor = world.doctor();
        world.week(doctor, """
                "SUNDAY":[{"start":"22:00","end":"06:00"}],"MONDAY":[{"start":"05:59","end":"08:00"}]""")
                .isProblem(409, "overlap");
        world.week(doctor, """
                "SATURDAY":[{"start":"22:00","end":"06:00"}],"SUNDAY":[{"start":"05:00","end":"08:00"}]""")
                .isProblem(409, "overlap");
        world.week(doctor, """
                "MONDAY":[{"start":"20:00","end":"06:00"},{"start":"23:00","end":"24:00"}]""")
                .isProblem(409, "overlap");
        world.week(doctor, """
                "SUNDAY":[{"start":"22:00","end":"06:00"}],"MONDAY":[{"start":"06:00","end":"08:00"}]""").isOk();
        timeslot(doctor, tuesday.plusDays(5) + "T22:00", tuesday.plusDays(6) + "T00:30").isProblem(409, "overlap");
        timeslot(doctor, tuesday.plusDays(5) + "T02:00", tuesday.plusDays(5) + "T03:00").isCreated();
        timeslot(doctor, monday.plusDays(7) + "T23:00", tuesday.plusDays(7) + "T04:00").isCreated();
        world.week(doctor, "\"TUESDAY\":[{\"start\":\"03:00\",\"end\":\"08:00\"}]").isProblem(409, "overlap");
    }

    @Test
    void aTimeslotIsShorterThanADay() {
        var doctor = world.doctor();
        timeslot(doctor, monday + "T22:00", tuesday + "T22:00").isInvalid("end",
                "must be less than 24 hours after the start");
        timeslot(doctor, monday + "T22:00", monday + "T21:00").isInvalid("end");
        var added = timeslot(doctor, monday + "T22:00", tuesday + "T21:59").isCreated();
        assertThat(added.text("/end")).isEqualTo(tuesday + "T21:59");
        var patched = world
                .send("PATCH", doctor.path("/timeslots/" + added.id()), doctor.token(),
                        "{\"end\":\"%sT01:00\"}".formatted(tuesday))
                .isOk();
        assertThat(patched.text("/end")).isEqualTo(tuesday + "T01:00");
        timeslot(doctor, tuesday + "T01:00", tuesday + "T24:00").isCreated();
    }

    @Test
    void hoursOfADateReplaceTheNightThatBeginsOnIt() {
        var doctor = nights("""
                "MONDAY":[{"start":"22:00","end":"02:00"}],"TUESDAY":[{"start":"22:00","end":"02:00"}]""");

        var set = own(doctor, tuesday, "{\"start\":\"20:00\",\"end\":\"01:00\"}").isOk();
        assertThat(set.texts("/windows", "end")).containsExactly("01:00");
        assertThat(day(doctor, tuesday)).extracting(start -> start.substring(11))
                .as("the night of Monday stays")
                .containsExactly("00:00", "01:00", "20:00", "21:00", "22:00", "23:00");
        assertThat(day(doctor, tuesday.plusDays(1))).containsExactly(tuesday.plusDays(1) + "T00:00");

        own(doctor, tuesday, "").isOk();
        assertThat(day(doctor, tuesday)).as("a day off ends no night").hasSize(2);
        assertThat(day(doctor, tuesday.plusDays(1))).isEmpty();
    }

    @Test
    void hoursOfADateThatMeetTheNightBeforeAreRefused() {
        var doctor = nights("""
                "MONDAY":[{"start":"22:00","end":"02:00"}],"WEDNESDAY":[{"start":"04:00","end":"06:00"}]""");

        own(doctor, tuesday, "{\"start\":\"01:00\",\"end\":\"03:00\"}").isProblem(409, "overlap");
        own(doctor, tuesday, "{\"start\":\"02:00\",\"end\":\"03:00\"}").isOk();
        own(doctor, tuesday, "{\"start\":\"22:00\",\"end\":\"05:00\"}").isProblem(409, "overlap");
        own(doctor, tuesday, "{\"start\":\"22:00\",\"end\":\"04:00\"}").isOk();
        own(doctor, tuesday, "{\"start\":\"22:00\",\"end\":\"04:00\"},{\"start\":\"23:00\",\"end\":\"24:00\"}")
                .isProblem(409, "overlap");

        // the night before made shorter, the date may begin earlier, until the night is whole again
        own(doctor, monday, "{\"start\":\"22:00\",\"end\":\"24:00\"}").isOk();
        own(doctor, tuesday, "{\"start\":\"01:00\",\"end\":\"03:00\"}").isOk();
        var path = doctor.path("/dates/" + monday);
        world.send("DELETE", path, doctor.token(), "").isProblem(409, "overlap");
        assertThat(world.get(path).isOk().texts("/windows", "end")).containsExactly("24:00");
        assertThat(day(doctor, tuesday)).hasSize(2);
        // nor may the week or a timeslot overlap hours of a date
        world.week(doctor, """
                "MONDAY":[{"start":"22:00","end":"02:00"}],"WEDNESDAY":[{"start":"04:00","end":"06:00"}],
                "SUNDAY":[{"start":"22:00","end":"02:00"}]""").isOk();
        own(doctor, monday, "{\"start\":\"01:00\",\"end\":\"02:00\"}").isProblem(409, "overlap");
        own(doctor, monday, "{\"start\":\"03:00\",\"end\":\"05:00\"}").isOk();
        world.week(doctor, "\"SUNDAY\":[{\"start\":\"22:00\",\"end\":\"04:00\"}]").isProblem(409, "overlap");
        world.license(doctor, "UT", "2020-01-01", null).isCreated();
    }

    @Test
    void timeOffOverMidnightTakesBothSides() {
        var doctor = nights("\"MONDAY\":[{\"start\":\"22:00\",\"end\":\"02:00\"}]");

        world.post(doctor.path("/time-off"), doctor.token(),
                "{\"start\":\"%sT23:30\",\"end\":\"%sT00:30\"}".formatted(monday, tuesday)).isCreated();

        assertThat(openings(doctor, monday)).containsExactly(monday + "T22:00");
        assertThat(openings(doctor, tuesday)).containsExactly(tuesday + "T01:00");
    }

    @Test
    void aVisitMayCrossMidnight() {
        var type = world.post("/visit-types", world.staff(), """
                {"name":"Night visit","minutes":90,"mode":"PHONE"}""").isCreated().id();
        var doctor = nights("\"MONDAY\":[{\"start\":\"22:00\",\"end\":\"02:00\"}]");
        world.send("PUT", doctor.path("/visit-types"), doctor.token(), """
                {"items":[{"visitTypeId":"%s"}]}""".formatted(type)).isOk();

        assertThat(openings(doctor, monday)).containsExactly(monday + "T22:00", monday + "T23:00");
        assertThat(openings(doctor, tuesday)).containsExactly(tuesday + "T00:00");
    }

    @Test
    void anEditOfANightAffectsTheBookingsOfBothDates() {
        var doctor = nights("\"MONDAY\":[{\"start\":\"22:30\",\"end\":\"02:30\"}]");
        var before = bookings.book(doctor, World.at(monday, "23:30"), UsState.CO);
        var after = bookings.book(doctor, World.at(tuesday, "01:30"), UsState.CO);
        Awaitility.await().untilAsserted(() -> assertThat(openings(doctor, tuesday)).hasSize(1));

        assertThat(affected(own(doctor, tuesday, ""))).isEmpty();
        assertThat(affected(own(doctor, monday, "{\"start\":\"22:30\",\"end\":\"00:30\"}")))
                .containsExactly(after.toString());
        assertThat(affected(own(doctor, monday, ""))).containsExactly(before.toString());
    }

    private TestDoctor nights(String week) {
        var doctor = world.doctor();
        world.license(doctor, "CO", "2020-01-01", null).isCreated();
        world.week(doctor, week).isOk();
        return doctor;
    }

    private Answer timeslot(TestDoctor doctor, String start, String end) {
        return world.post(doctor.path("/timeslots"), doctor.token(),
                "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(start, end));
    }

    private Answer own(TestDoctor doctor, LocalDate date, String windows) {
        return world.send("PUT", doctor.path("/dates/" + date), doctor.token(), "{\"windows\":[" + windows + "]}");
    }

    private static List<String> affected(Answer answer) {
        return answer.isOk().texts("/affectedBookings", "bookingId");
    }

    private List<String> day(TestDoctor doctor, LocalDate date) {
        return world.get(doctor.path("/day?date=" + date)).isOk().texts("/slots", "localStart");
    }

    private List<String> openings(TestDoctor doctor, LocalDate date) {
        return world
                .get("/slots?doctorId=%s&state=CO&from=%s&to=%s&timeZone=America/Denver".formatted(doctor.id(), date,
                        date))
                .isOk()
                .texts("/items", "localStart")
                .stream()
                .map(start -> start.substring(0, 16))
                .toList();
    }

    private static List<Instant> published(EventLog schedules, TestDoctor doctor, LocalDate date) {
        return schedules.await(doctor.id() + "/" + date, 1)
                .getLast()
                .as(SchedulePublished.class)
                .slots()
                .stream()
                .map(SlotTime::start)
                .toList();
    }

    private List<String> why(TestDoctor doctor, String at) {
        return world.get(doctor.path("/slots/why?state=CO&at=" + at)).isOk().texts("/reasons", "code");
    }
}
