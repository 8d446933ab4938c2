package dev.medislot.availability.hours;

import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class DateHoursTest {

    @Autowired
    private World world;

    private final LocalDate monday = World.next(MONDAY);

    @Test
    void aDateWithHoursOfItsOwnOffersOnlyThose() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var path = doctor.path("/dates/" + monday);
        var week = world.get(path).isOk();
        assertThat(week.body().path("own").asBoolean()).isFalse();
        assertThat(week.texts("/windows", "start")).containsExactly("08:00");

        var set = world.send("PUT", path, doctor.token(), """
                {"windows":[{"start":"20:00","end":"21:00"},{"start":"13:00","end":"15:00"}]}""").isOk();

        assertThat(set.texts("/windows", "start")).containsExactly("13:00", "20:00");
        assertThat(world.get(path).isOk().etag()).isEqualTo(set.etag());
        assertThat(starts(doctor, monday)).containsExactly("13:00", "14:00", "20:00");
        assertThat(starts(doctor, monday.plusDays(7))).containsExactly("08:00", "09:00");
        assertThat(world.get(doctor.path("/dates")).isOk().texts("/items", "date")).containsExactly(monday.toString());
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var published = schedules.await(doctor.id() + "/" + monday, 2).getLast().as(SchedulePublished.class);
            assertThat(published.slots()).hasSize(3);
        }
    }

    @Test
    void aDayOffLastsUntilTheDateReturnsToTheWeek() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");
        var path = doctor.path("/dates/" + monday);

        world.send("PUT", path, doctor.token(), "{\"windows\":[]}").isOk();
        assertThat(starts(doctor, monday)).isEmpty();
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            assertThat(schedules.await(doctor.id() + "/" + monday, 2).getLast().isTombstone()).isTrue();
        }

        world.send("DELETE", path, doctor.token(), "").isOk();
        assertThat(starts(doctor, monday)).hasSize(2);
        world.send("DELETE", path, doctor.token(), "").isProblem(404, "not-found");
    }

    @Test
    void aPreviewChangesNothing() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "10:00", "CO");

        var preview = world.send("PUT", doctor.path("/dates/%s?preview=true".formatted(monday)), doctor.token(), """
                {"windows":[]}""").isOk();

        assertThat(preview.list("/affectedBookings")).isEmpty();
        assertThat(starts(doctor, monday)).hasSize(2);
        assertThat(world.get(doctor.path("/dates")).isOk().list("/items")).isEmpty();
    }

    @Test
    void hoursSetMeanwhileAreNotOverwritten() {
        var doctor = world.doctor();
        var path = doctor.path("/dates/" + monday);
        var none = world.get(path).isOk().etag();
        var first = world.send("PUT", path, doctor.token(), "{\"windows\":[]}", "If-Match", none).isOk().etag();

        world.send("PUT", path, doctor.token(), "{\"windows\":[]}", "If-Match", none).isProblem(412, "stale");
        world.send("DELETE", path, doctor.token(), "", "If-Match", first).isOk();
        var again = world.send("PUT", path, doctor.token(), "{\"windows\":[]}").isOk().etag();
        assertThat(again).isNotEqualTo(first);
    }

    @Test
    void timeslotsOfADateWithHoursOfItsOwnAreRefused() {
        var doctor = world.doctor();
        world.send("PUT", doctor.path("/dates/" + monday), doctor.token(), "{\"windows\":[]}").isOk();

        world.post(doctor.path("/timeslots"), doctor.token(), """
                {"start":"%sT08:00","end":"%sT09:00","recurring":false}""".formatted(monday, monday))
                .isProblem(409, "overlap");
    }

    @Test
    void windowsMustBeInOrderAndApartAndNotInThePast() {
        var doctor = world.doctor();
        var path = doctor.path("/dates/" + monday);

        world.send("PUT", path, doctor.token(), """
                {"windows":[{"start":"08:00","end":"08:00"}]}""").isInvalid("windows[0].end");
        world.send("PUT", path, doctor.token(), """
                {"windows":[{"start":"08:00","end":"10:00"},{"start":"09:59","end":"11:00"}]}""")
                .isProblem(409, "overlap");
        world.send("PUT", path, doctor.token(), "{}").isInvalid("windows");
        world.send("PUT", doctor.path("/dates/2026-01-05"), doctor.token(), "{\"windows\":[]}").isInvalid("date");
        world.send("PUT", doctor.path("/dates/9999-01-05"), doctor.token(), "{\"windows\":[]}").isInvalid("date");
        world.send("PUT", path, world.doctor().token(), "{\"windows\":[]}").isProblem(403, "forbidden");
        world.get(doctor.path("/dates/2026-13-05")).isProblem(404, "not-found");
    }

    private List<String> starts(World.TestDoctor doctor, LocalDate date) {
        return world
                .get("/slots?doctorId=%s&state=CO&from=%s&to=%s&timeZone=America/Denver&limit=200"
                        .formatted(doctor.id(), date, date))
                .isOk()
                .texts("/items", "localStart")
                .stream()
                .map(start -> start.substring(11, 16))
                .toList();
    }
}
