package dev.medislot.availability.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Visits of 20 minutes with a doctor whose grid has steps of an hour, and time off inside a step. */
@AvailabilityTest
class CutStepTest {

    private static final UUID PATIENT = UUID.randomUUID();

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    private final LocalDate friday = World.next(FRIDAY);

    private TestDoctor doctor = new TestDoctor(PATIENT, "", "");
    private UUID type = PATIENT;

    @BeforeEach
    void aDoctorWithShortVisits() {
        type = UUID.fromString(world.post("/visit-types", world.staff(), """
                {"name":"Check","minutes":20,"mode":"VIDEO","bufferAfter":10}""").isCreated().id());
        doctor = world.doctorIn(World.DENVER, "09:00", "12:00", "CO");
        world.send("PUT", doctor.path("/visit-types"), doctor.token(), """
                {"items":[{"visitTypeId":"%s"}]}""".formatted(type)).isOk();
    }

    @AfterEach
    void theTypeIsRetired() {
        world.send("DELETE", "/visit-types/" + type, world.staff(), "");
    }

    @Test
    void aVisitBeforeTimeOffInItsStepIsAffectedLater() {
        takesOff("09:20", "12:00", "").isCreated();
        assertThat(starts()).containsExactly(World.at(friday, "09:00").toString());

        var booking = booked("09:00");

        assertThat(affected(
                world.send("PUT", doctor.path("/working-hours?preview=true"), doctor.token(), "{\"week\":{}}").isOk()))
                        .containsExactly(booking);
        assertThat(affected(takesOff("09:19", "09:20", "?preview=true").isOk())).containsExactly(booking);
        assertThat(affectedByClosure("09:19", "09:20")).containsExactly(booking);
        takesOff("08:00", "10:00", "?bookings=cancel").isCreated();
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.await(booking, 1)).hasSize(1);
        }
    }

    @Test
    void timeOffAfterAVisitInItsStepLeavesItAlone() {
        var booking = booked("10:00");

        for (var end : List.of("11:00", "12:00")) {
            assertThat(affected(takesOff("10:20", end, "?preview=true").isOk())).isEmpty();
            assertThat(affectedByClosure("10:20", end)).isEmpty();
            assertThat(affected(takesOff("10:19", end, "?preview=true").isOk())).containsExactly(booking);
            assertThat(affectedByClosure("10:19", end)).containsExactly(booking);
        }
        assertThat(affected(takesOff("09:00", "10:00", "?preview=true").isOk())).isEmpty();
        assertThat(affected(takesOff("10:20", "11:00", "?bookings=cancel").isCreated())).isEmpty();
        assertThat(starts()).contains(World.at(friday, "09:00").toString())
                .doesNotContain(World.at(friday, "10:40").toString());
    }

    @Test
    void aVisitFromTheStartOfAStepHasNoReason() {
        takesOff("09:20", "09:40", "").isCreated();

        assertThat(reasons("09:00")).isEmpty();
        assertThat(reasons("09:40")).containsExactly("NOT_A_START");
        takesOff("09:10", "09:20", "").isCreated();
        assertThat(reasons("09:00")).containsExactly("TIME_OFF");
        assertThat(starts()).doesNotContain(World.at(friday, "09:00").toString());
    }

    @Test
    void daysOfAnEarlierReleaseAreCutBeforeAnEdit() {
        takesOff("09:20", "12:00", "").isCreated();
        var booking = booked("09:00");

        publishedWithWholeSteps();

        assertThat(affected(
                world.send("PUT", doctor.path("/working-hours?preview=true"), doctor.token(), "{\"week\":{}}").isOk()))
                        .containsExactly(booking);
        takesOff("08:00", "08:30", "").isCreated();
        assertThat(jdbc.sql("select count(*) from schedule_day where doctor_id = ? and steps_cut_version <> version")
                .param(doctor.id())
                .query(Integer.class)
                .single()).isZero();
    }

    /** As by an instance of the release before, in a rolling update: the whole step is time off. */
    private void publishedWithWholeSteps() {
        var nine = World.at(friday, "09:00").toString();
        for (var statement : List.of("""
                delete from slot
                where doctor_id = :doctor and starts_at > :nine::timestamptz
                  and starts_at < :nine::timestamptz + interval '1 hour'
                """, """
                update slot set ends_at = starts_at + interval '1 hour', time_off = true, fits = 0
                where doctor_id = :doctor and starts_at = :nine::timestamptz
                """, """
                update schedule_day set version = version + 1, planned_version = version + 1
                where doctor_id = :doctor and date = :date
                """)) {
            jdbc.sql(statement).param("doctor", doctor.id()).param("nine", nine).param("date", friday).update();
        }
    }

    /** Books, and waits until the event of the booking is applied here. */
    private String booked(String time) {
        var id = UUID.randomUUID();
        var start = World.at(friday, time);
        var end = start.plus(Duration.ofMinutes(20));
        bookings.publish(new BookingCreated(id, 1, Instant.now(), new Actor(PATIENT, Role.PATIENT),
                BookingStatus.CONFIRMED, PATIENT, UsState.CO, doctor.id(),
                new SlotTime(new SlotId(new DoctorId(doctor.id()), start, type), start, end), null, null, type,
                VisitMode.VIDEO, start, end.plus(Duration.ofMinutes(10)), "Check"));
        await().until(() -> jdbc.sql("select exists (select 1 from booking where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single());
        return id.toString();
    }

    private Answer takesOff(String from, String to, String mode) {
        return world.post(doctor.path("/time-off" + mode), doctor.token(), between(from, to));
    }

    private List<String> affectedByClosure(String from, String to) {
        return world.post("/closures?preview=true", world.staff(), between(from, to))
                .isOk()
                .list("/affectedBookings")
                .stream()
                .filter(booking -> SlotId.parse(booking.path("slotId").asString()).doctor().value().equals(doctor.id()))
                .map(booking -> booking.path("bookingId").asString())
                .toList();
    }

    private static List<String> affected(Answer edit) {
        return edit.texts("/affectedBookings", "bookingId");
    }

    private String between(String from, String to) {
        return "{\"start\":\"%sT%s\",\"end\":\"%sT%s\"}".formatted(friday, from, friday, to);
    }

    private List<String> reasons(String time) {
        return world.get(doctor.path("/slots/why?at=%sT%s&state=CO&visitTypeId=%s".formatted(friday, time, type)))
                .isOk()
                .texts("/reasons", "code");
    }

    private List<String> starts() {
        return world.get("/slots?state=CO&doctorId=%s&from=%s&to=%s&timeZone=America/Denver".formatted(doctor.id(),
                friday, friday)).isOk().texts("/items", "start");
    }
}
