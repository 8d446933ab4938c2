package dev.medislot.availability.opening;

import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class OpeningTest {

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private MovableClock clock;

    private final LocalDate tuesday = World.next(TUESDAY);

    private List<String> starts(TestDoctor doctor, String state) {
        return world.get("/slots?doctorId=%s&state=%s&from=%s&to=%s&timeZone=America/Denver".formatted(doctor.id(),
                state, tuesday, tuesday.plusDays(1))).isOk().texts("/items", "localStart");
    }

    private String local(LocalDate date, String time) {
        var at = World.at(date, time).atZone(World.DENVER);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
    }

    @Test
    void hoursBecomeOpeningsInTheStatesOfTheLicenses() {
        var doctor = world.doctor();
        world.license(doctor, "CO", "2020-01-01", null).isCreated();
        world.week(doctor, """
                "TUESDAY":[{"start":"08:00","end":"10:30"},{"start":"13:00","end":"14:00"}],
                "WEDNESDAY":[{"start":"23:00","end":"24:00"}]""").isOk();

        assertThat(starts(doctor, "CO")).containsExactly(local(tuesday, "08:00"), local(tuesday, "09:00"),
                local(tuesday, "13:00"), local(tuesday.plusDays(1), "23:00"));
        assertThat(starts(doctor, "WY")).isEmpty();

        var all = world.get("/slots?state=CO&doctorId=" + doctor.id() + "&limit=1").isOk();
        assertThat(all.text("/items/0/doctorName")).startsWith("Ada Byron");
        assertThat(all.text("/items/0/id")).isEqualTo(doctor.slotId(Instant.parse(all.text("/items/0/start"))));
        assertThat(all.body().at("/items/0").has("localStart")).isFalse();
        assertThat(all.text("/next")).isNotEmpty();
    }

    @Test
    void anEmptyDoctorIdIsNotEverybody() {
        world.get("/slots?state=CO&doctorId=").isInvalid("doctorId", "must be a UUID");
    }

    @Test
    void everyDayOfTheHorizonIsPublishedOnce() {
        var doctor = world.doctor();
        world.license(doctor, "CO", "2020-01-01", null).isCreated();
        world.week(doctor, "\"TUESDAY\":[{\"start\":\"08:00\",\"end\":\"10:00\"}]").isOk();
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var days = schedules.await(doctor.id().toString(), 8);
            assertThat(days).hasSizeBetween(8, 9).allSatisfy(event -> {
                var day = event.as(SchedulePublished.class);
                assertThat(day.date().getDayOfWeek()).isEqualTo(TUESDAY);
                assertThat(day.slots()).hasSize(2);
                assertThat(day.licensedStates()).containsExactly(UsState.CO);
                assertThat(day.timeZone()).isEqualTo(World.DENVER);
                assertThat(event.sequence()).isEqualTo(1);
            });
            int before = days.size();

            world.week(doctor, """
                    "TUESDAY":[{"start":"08:00","end":"10:00"}],"WEDNESDAY":[{"start":"08:00","end":"09:00"}]""")
                    .isOk();
            var added = schedules.await(doctor.id().toString(), before + 8);
            assertThat(added.subList(before, added.size())).allSatisfy(
                    event -> assertThat(event.as(SchedulePublished.class).date().getDayOfWeek()).isEqualTo(WEDNESDAY));

            world.week(doctor, "").isOk();
            var gone = schedules.await(doctor.id().toString(), 2 * added.size());
            assertThat(gone.subList(added.size(), gone.size()))
                    .allSatisfy(event -> assertThat(event.isTombstone()).isTrue())
                    .allSatisfy(event -> assertThat(event.sequence()).isEqualTo(2));
        }
    }

    @Test
    void bookedSlotsAreNotListedAndFreedOnesAreAgain() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var eight = World.at(tuesday, "08:00");
        var booking = bookings.book(doctor, eight, UsState.CO);
        await().untilAsserted(() -> assertThat(starts(doctor, "CO")).doesNotContain(local(tuesday, "08:00")));
        assertThat(status(doctor, tuesday)).containsExactly("BOOKED", "OPEN");

        bookings.move(booking, 2, doctor, World.at(tuesday, "09:00"), UsState.CO);
        await().untilAsserted(() -> assertThat(starts(doctor, "CO")).contains(local(tuesday, "08:00"))
                .doesNotContain(local(tuesday, "09:00")));
        assertThat(status(doctor, tuesday)).containsExactly("OPEN", "BOOKED");

        bookings.cancel(booking, 3, doctor, World.at(tuesday, "09:00"), UsState.CO);
        await().untilAsserted(() -> assertThat(starts(doctor, "CO")).contains(local(tuesday, "09:00")));
    }

    @Test
    void whatIsBookedStaysInTheCalendarWithoutItsHours() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var booking = bookings.book(doctor, World.at(tuesday, "09:00"), UsState.CO);
        await().untilAsserted(() -> assertThat(status(doctor, tuesday)).containsExactly("OPEN", "BOOKED"));

        var edited = world.everyDay(doctor, "13:30", "15:30").isOk();

        assertThat(edited.texts("/affectedBookings", "bookingId")).containsExactly(booking.toString());
        assertThat(status(doctor, tuesday)).containsExactly("BOOKED", "OPEN", "OPEN");
        assertThat(starts(doctor, "CO")).startsWith(local(tuesday, "13:30"));

        // back again: the slot is still taken
        world.everyDay(doctor, "08:00", "10:00").isOk();
        assertThat(status(doctor, tuesday)).containsExactly("OPEN", "BOOKED");
        assertThat(starts(doctor, "CO")).doesNotContain(local(tuesday, "09:00"));
    }

    @Test
    void anOlderEventChangesNothing() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var id = bookings.book(doctor, World.at(tuesday, "08:00"), UsState.CO);
        bookings.cancel(id, 3, doctor, World.at(tuesday, "08:00"), UsState.CO);
        bookings.move(id, 2, doctor, World.at(tuesday, "09:00"), UsState.CO);
        var marker = bookings.book(doctor, World.at(tuesday.plusDays(1), "08:00"), UsState.CO);
        bookings.cancel(id, 3, doctor, World.at(tuesday, "08:00"), UsState.CO);
        assertThat(marker).isNotNull();
        await().untilAsserted(() -> assertThat(starts(doctor, "CO")).containsExactly(local(tuesday, "08:00"),
                local(tuesday, "09:00"), local(tuesday.plusDays(1), "09:00")));
    }

    @Test
    void pagesOfOpeningsMissNone() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "17:00", "CO");
        var path = "/slots?state=CO&doctorId=%s&from=%s&to=%s&timeZone=America/Denver&limit=4".formatted(doctor.id(),
                tuesday, tuesday);
        var one = world.get(path).isOk();
        var two = world.get(path + "&cursor=" + one.text("/next")).isOk();
        var three = world.get(path + "&cursor=" + two.text("/next")).isOk();
        assertThat(one.list("/items")).hasSize(4);
        assertThat(two.list("/items")).hasSize(4);
        assertThat(three.texts("/items", "localStart")).containsExactly(local(tuesday, "16:00"));
        assertThat(three.body().at("/next").isNull()).isTrue();
    }

    @Test
    void aCursorOfAnEarlierDayDoesNotReachBeforeFrom() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var path = "/slots?state=CO&doctorId=%s&timeZone=America/Denver&limit=1".formatted(doctor.id());
        var first = world.get(path + "&from=" + tuesday).isOk();
        var wednesday = tuesday.plusDays(1);

        var changed = world.get("%s&from=%s&cursor=%s".formatted(path, wednesday, first.text("/next"))).isOk();

        assertThat(changed.texts("/items", "localStart")).containsExactly(local(wednesday, "08:00"));
        var last = world.get("%s&from=%s&cursor=%s".formatted(path, wednesday, changed.text("/next"))).isOk();
        assertThat(last.texts("/items", "localStart")).containsExactly(local(wednesday, "09:00"));
    }

    @Test
    void aPatientsOwnStateIsTheDefault() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "UT");
        var path = "/slots?doctorId=" + doctor.id();
        assertThat(world.send("GET", path, world.patient(UsState.UT), "").isOk().list("/items")).isNotEmpty();
        assertThat(world.send("GET", path, world.patient(UsState.CO), "").isOk().list("/items")).isEmpty();
        assertThat(world.get(path).isOk().list("/items")).isNotEmpty();
        world.get("/slots").isInvalid("state");
        world.send("GET", "/slots", world.patient(UsState.UT), "").isOk();
        world.send("GET", "/slots", world.staff(), "").isInvalid("state");
    }

    @Test
    void whatHasStartedIsPast() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        clock.advance(Duration.between(Instant.now(), World.at(tuesday, "08:30")));
        assertThat(starts(doctor, "CO")).startsWith(local(tuesday, "09:00"));
        assertThat(status(doctor, tuesday)).containsExactly("PAST", "OPEN");
        clock.reset();
    }

    @Test
    void badSearchesNameTheParameter() {
        world.get("/slots?state=XX").isInvalid("state");
        world.get("/slots?state=CO&from=yesterday").isInvalid("from");
        world.get("/slots?state=CO&to=2026-13-01").isInvalid("to");
        world.get("/slots?state=CO&from=%2B999999999-12-31").isInvalid("from");
        world.get("/slots?state=CO&to=%2B1000000000-12-31T23:59:59Z").isInvalid("to");
        world.get("/slots?state=CO&timeZone=Nowhere").isInvalid("timeZone");
        world.get("/slots?state=CO&limit=201").isInvalid("limit");
        world.get("/slots?state=CO&cursor=abc").isInvalid("cursor");
        world.get("/slots?state=CO&doctorId=7").isInvalid("doctorId");
        world.get("/slots?state=CO&from=2026-12-02T00:00:00Z&to=2026-12-01T00:00:00Z").isInvalid("to");
    }

    @Test
    void calendarShowsEveryDateOfTheDoctor() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var calendar = world.get(doctor.path("/calendar?from=%s&to=%s".formatted(tuesday, tuesday.plusDays(2)))).isOk();
        assertThat(calendar.texts("/days", "date")).containsExactly(tuesday.toString(), tuesday.plusDays(1).toString(),
                tuesday.plusDays(2).toString());
        assertThat(calendar.text("/timeZone")).isEqualTo("America/Denver");
        assertThat(calendar.texts("/days/0/slots", "localStart")).containsExactly(tuesday + "T08:00",
                tuesday + "T09:00");
        world.get(doctor.path("/calendar?from=%s&to=%s".formatted(tuesday, tuesday.minusDays(1)))).isInvalid("to");
        world.get(doctor.path("/day?date=x")).isInvalid("date");
        var far = "%2B999999999-12-31";
        world.get(doctor.path("/day?date=" + far)).isInvalid("date", "must be a date from 1900-01-01 to 2999-12-31");
        world.get(doctor.path("/calendar?from=" + far)).isInvalid("from");
        world.get(doctor.path("/calendar?to=" + far)).isInvalid("to");
        var yesterday = World.today().minusDays(1);
        assertThat(world.get(doctor.path("/day?date=" + yesterday)).isOk().list("/slots")).isEmpty();
    }

    @Test
    void aCalendarHasAtMost92Days() {
        var doctor = world.doctor();
        var path = doctor.path("/calendar?from=%s&to=%s");
        assertThat(world.get(path.formatted(tuesday, tuesday.plusDays(91))).isOk().list("/days")).hasSize(92);
        world.get(path.formatted(tuesday, tuesday.plusDays(92))).isInvalid("to");
        world.get(doctor.path("/calendar?to=" + World.today().plusDays(400))).isInvalid("to");
    }

    private List<String> status(TestDoctor doctor, LocalDate date) {
        return world.get(doctor.path("/day?date=" + date)).isOk().texts("/slots", "status");
    }

    @Test
    void eachDaySaysInWhichStatesItIsOpen() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00");
        assertThat(world.get(doctor.path("/day?date=" + tuesday)).isOk().body().at("/states").toString())
                .isEqualTo("[]");
        world.license(doctor, "UT", "2020-01-01", null).isCreated();
        world.license(doctor, "CO", "2020-01-01", tuesday.toString()).isCreated();

        assertThat(world.get(doctor.path("/day?date=" + tuesday)).isOk().body().at("/states").toString())
                .isEqualTo("[\"CO\",\"UT\"]");
        var calendar = world.get(doctor.path("/calendar?from=%s&to=%s".formatted(tuesday, tuesday.plusDays(1)))).isOk();
        assertThat(calendar.list("/days")).extracting(day -> day.path("states").toString())
                .containsExactly("[\"CO\",\"UT\"]", "[\"UT\"]");
    }
}
