package dev.medislot.availability.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class HorizonTest {

    @Autowired
    private World world;

    @Autowired
    private MovableClock clock;

    @Autowired
    private ExtendHorizon extendHorizon;

    @Autowired
    private OneInstance oneInstance;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void resetClock() {
        clock.reset();
        extendHorizon.extend();
    }

    @Test
    void theNextMidnightPublishesExactlyOneMoreDate() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "CO");
        var last = World.today().plusDays(59);
        assertThat(slots(doctor, last)).isEqualTo(1);
        assertThat(slots(doctor, last.plusDays(1))).isZero();

        clock.advance(Duration.ofDays(1));
        extendHorizon.extend();
        extendHorizon.extend();

        assertThat(slots(doctor, last.plusDays(1))).isEqualTo(1);
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            assertThat(schedules.await(doctor.id() + "/" + last.plusDays(1), 1)).hasSize(1);
            assertThat(schedules.await(doctor.id() + "/" + last, 1)).hasSize(1);
        }
    }

    @Test
    void missedDaysAreCaughtUpAndOldDaysForgotten() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "CO");
        var today = World.today();
        clock.advance(Duration.ofDays(40));
        extendHorizon.extend();

        assertThat(slots(doctor, today.plusDays(99))).isEqualTo(1);
        assertThat(slots(doctor, today.plusDays(9))).isZero();
        assertThat(slots(doctor, today.plusDays(11))).isEqualTo(1);
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var events = schedules.await(doctor.id() + "/" + today.plusDays(9), 2);
            assertThat(events.getLast().isTombstone()).isTrue();
            assertThat(events.getLast().sequence()).isEqualTo(2);
        }
    }

    @Test
    void aClosureBeyondTheHorizonHoldsOnceItsDateComes() {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var date = World.today().plusDays(64);
        var closed = world
                .post("/closures", world.staff(), "{\"start\":\"%sT00:00\",\"end\":\"%sT10:00\"}".formatted(date, date))
                .isCreated();
        clock.advance(Duration.ofDays(10));
        extendHorizon.extend();

        assertThat(world.get(doctor.path("/day?date=" + date)).isOk().texts("/slots", "status"))
                .containsExactly("TIME_OFF", "TIME_OFF", "OPEN", "OPEN");
        assertThat(slots(doctor, date.minusDays(1))).isEqualTo(4);
        clock.reset();
        world.send("DELETE", "/closures/" + closed.id(), world.staff(), "").isOk();
    }

    @Test
    void daysOfAnEarlierReleaseAreComputedAgain() {
        var doctor = world.doctorIn(ZoneId.of("Pacific/Honolulu"), "08:00", "20:00", "HI");
        var end = World.today().plusDays(10);
        world.license(doctor, "NY", "2020-01-01", end.toString()).isCreated();
        jdbc.sql("update slot set states = states | :ny where doctor_id = :doctor and date = :end")
                .param("ny", UsState.NY.bit())
                .param("doctor", doctor.id())
                .param("end", end)
                .update();
        jdbc.sql("update schedule_day set version = version + 1 where doctor_id = ?").param(doctor.id()).update();
        assertThat(openings(doctor, end)).isEqualTo(12);

        extendHorizon.extend();
        extendHorizon.extend();

        assertThat(openings(doctor, end)).as("it is midnight in New York at 18:00 or 19:00").isBetween(10, 11);
        assertThat(jdbc.sql("select count(*) from schedule_day where doctor_id = ? and planned_version <> version")
                .param(doctor.id())
                .query(Integer.class)
                .single()).isZero();
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            assertThat(schedules.await(doctor.id() + "/" + end, 3)).hasSize(3)
                    .last()
                    .satisfies(event -> assertThat(event.sequence()).isEqualTo(4));
            assertThat(schedules.await(doctor.id() + "/" + end.minusDays(1), 2)).as("the same as before").hasSize(2);
        }
    }

    private int openings(World.TestDoctor doctor, LocalDate date) {
        return world.get("/slots?doctorId=%s&state=NY&from=%s&to=%s&timeZone=Pacific/Honolulu".formatted(doctor.id(),
                date, date)).isOk().list("/items").size();
    }

    @Test
    void oneInstanceWorksAtATime() throws Exception {
        var inside = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        var turns = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> oneInstance.run("a test", () -> {
                turns.incrementAndGet();
                inside.countDown();
                try {
                    finish.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            inside.await();
            assertThat(oneInstance.run("a test", turns::incrementAndGet)).isFalse();
            var other = new AtomicBoolean();
            assertThat(oneInstance.run("another", () -> other.set(true))).isTrue();
            finish.countDown();
            assertThat(first.get()).isTrue();
        }
        assertThat(turns).hasValue(1);
        assertThat(oneInstance.run("a test", turns::incrementAndGet)).isTrue();
    }

    private int slots(World.TestDoctor doctor, LocalDate date) {
        return world.get(doctor.path("/day?date=" + date)).isOk().list("/slots").size();
    }
}
