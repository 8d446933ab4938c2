package dev.medislot.availability.hours;

import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class TimeOffTest {

    @Autowired
    private World world;

    private final LocalDate monday = World.next(MONDAY);

    @Test
    void timeOffOffersNothingAndIsGivenBack() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var search = "/slots?doctorId=%s&state=CO&from=%s&to=%s&timeZone=America/Denver".formatted(doctor.id(), monday,
                monday.plusDays(1));
        assertThat(world.get(search).list("/items")).hasSize(8);

        // half an hour into a slot takes the whole slot
        var taken = world
                .post(doctor.path("/time-off"), doctor.token(),
                        """
                                {"start":"%sT09:30","end":"%sT09:00","reason":"Knee surgery"}""".formatted(monday,
                                monday.plusDays(1)))
                .isCreated();
        assertThat(world.get(search).list("/items")).hasSize(4);
        var day = world.get(doctor.path("/day?date=" + monday)).isOk();
        assertThat(day.texts("/slots", "status")).containsExactly("OPEN", "TIME_OFF", "TIME_OFF", "TIME_OFF");
        assertThat(day.body().toString()).doesNotContain("Knee");
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var published = schedules.await(doctor.id() + "/" + monday, 2).getLast().as(SchedulePublished.class);
            assertThat(published.slots()).hasSize(1);
        }

        var path = doctor.path("/time-off/" + taken.id());
        assertThat(world.send("GET", path, doctor.token(), "").isOk().text("/reason")).isEqualTo("Knee surgery");
        world.send("DELETE", path, doctor.token(), "", "If-Match", "\"9\"").isProblem(412, "stale");
        world.send("DELETE", path, doctor.token(), "", "If-Match", taken.etag()).isOk();
        world.send("DELETE", path, doctor.token(), "").isProblem(404, "not-found");
        assertThat(world.get(search).list("/items")).hasSize(8);
    }

    @Test
    void aWholeDayOffLeavesATombstone() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "CO");
        world.post(doctor.path("/time-off"), doctor.token(),
                "{\"start\":\"%sT00:00\",\"end\":\"%sT24:00\"}".formatted(monday, monday)).isCreated();
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            assertThat(schedules.await(doctor.id() + "/" + monday, 2).getLast().isTombstone()).isTrue();
        }
    }

    @Test
    void onlyTheDoctorAndStaffSeeTimeOff() {
        var doctor = world.doctor();
        world.get(doctor.path("/time-off")).isProblem(401, "unauthenticated");
        world.send("GET", doctor.path("/time-off"), world.doctor().token(), "").isProblem(403, "forbidden");
        world.send("GET", doctor.path("/time-off"), world.staff(), "").isOk();
        world.post(doctor.path("/time-off"), doctor.token(), """
                {"start":"2026-12-02T00:00","end":"2026-12-01T00:00"}""").isInvalid("end");
    }

    @Test
    void datesThatNobodyCanMeanAreRefused() {
        var doctor = world.doctor();
        world.post(doctor.path("/time-off"), doctor.token(), """
                {"start":"0000-01-01T00:00","end":"2026-12-01T00:00"}""").isInvalid("start");
        world.post(doctor.path("/time-off"), doctor.token(), """
                {"start":"2026-12-01T00:00","end":"+999999999-12-31T24:00"}""").isInvalid("end");
    }

    @Test
    void aPreviewOfTimeOffHasNoTag() {
        var doctor = world.doctor();
        assertThat(world.post(doctor.path("/time-off?preview=true"), doctor.token(), """
                {"start":"2026-12-01T00:00","end":"2026-12-02T00:00"}""").isOk().etag()).isEmpty();
    }
}
