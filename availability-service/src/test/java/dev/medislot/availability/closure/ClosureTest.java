package dev.medislot.availability.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.BookingWithdrawn;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.MovableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AvailabilityTest
class ClosureTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");
    private static final String ONE_JOB = "hashtextextended('republish-doctors', 0)";

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DataSource database;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private MovableClock clock;

    @Autowired
    private AffectedByClosure affectedByClosure;

    /** No other test uses this date or those beside it. */
    private final LocalDate date = World.today().plusDays(33);

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @BeforeEach
    @AfterEach
    void reopen() {
        for (var id : jdbc.sql("select id from closure").query(UUID.class).list()) {
            world.send("DELETE", "/closures/" + id, world.staff(), "").isOk();
        }
        followed();
    }

    @Test
    void aClosureHoldsInTheZoneOfEachDoctor() {
        var east = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var west = world.doctorIn(HONOLULU, "08:00", "12:00", "CO");

        var closed = close(date + "T09:30", date + "T11:00", "").isCreated();
        followed();

        assertThat(closed.text("/start")).isEqualTo(date + "T09:30");
        assertThat(closed.header("Location")).contains("/api/v1/closures/" + closed.id());
        for (var doctor : List.of(east, west)) {
            assertThat(starts(doctor, date)).containsExactly("08:00", "11:00");
            assertThat(starts(doctor, date.plusDays(1))).hasSize(4);
            assertThat(world.get(doctor.path("/day?date=" + date)).isOk().texts("/slots", "status"))
                    .containsExactly("OPEN", "TIME_OFF", "TIME_OFF", "OPEN");
            assertThat(why(doctor, "09:00")).containsExactly("CLOSED");
            assertThat(why(doctor, "08:00")).isEmpty();
            assertThat(byDoctor(doctor)).containsExactly("08:00", "11:00");
        }
    }

    @Test
    void aClosedDateLeavesATombstone() {
        var doctor = world.doctorIn(HONOLULU, "08:00", "12:00", "CO");

        close(date + "T00:00", date + "T24:00", "").isCreated();
        followed();

        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            assertThat(schedules.await(doctor.id() + "/" + date, 2).getLast().isTombstone()).isTrue();
            assertThat(schedules.await(doctor.id() + "/" + date.plusDays(1), 1)).hasSize(1);
        }
    }

    @Test
    void aRepeatAfterTheEndOfTheClosureIsReplayed() {
        var end = Closures.localTimeInTheLastZone(Instant.now()).plusMinutes(3).truncatedTo(ChronoUnit.MINUTES);
        var body = "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(end.minusMinutes(5), end);
        var staff = world.staff();
        var closed = world.send("POST", "/closures", staff, body, "Idempotency-Key", "over").isCreated();

        clock.advance(Duration.ofMinutes(4));

        var repeat = world.send("POST", "/closures", staff, body, "Idempotency-Key", "over").isCreated();
        assertThat(repeat.id()).isEqualTo(closed.id());
        world.post("/closures", staff, body).isInvalid("end", "must be in the future");
    }

    @Test
    void aPreviewChangesNothing() {
        var doctor = world.doctorIn(HONOLULU, "08:00", "12:00", "CO");
        var booking = booked(doctor, HONOLULU, "09:00");
        booked(doctor, HONOLULU, "11:00");

        var preview = close(date + "T00:00", date + "T10:30", "?preview=true&bookings=cancel").isOk();

        assertThat(affected(preview)).contains(booking.toString());
        assertThat(preview.etag()).isEmpty();
        assertThat(world.get("/closures").isOk().list("/items")).isEmpty();
        assertThat(jdbc.sql("select count(*) from doctor where closures_due").query(Long.class).single()).isZero();
        assertThat(starts(doctor, date)).containsExactly("08:00", "10:00");
        stands(booking);
    }

    @Test
    void aCancelledBookingIsNotAffected() {
        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var cancelled = booked(doctor, NEW_YORK, "09:00");
        bookings.cancel(cancelled, 2, doctor, at(NEW_YORK, "09:00"), UsState.CO);
        await().until(() -> starts(doctor, date), open -> open.contains("09:00"));
        var booking = booked(doctor, NEW_YORK, "10:00");

        assertThat(affected(close(date + "T00:00", date + "T24:00", "?preview=true").isOk()))
                .contains(booking.toString())
                .doesNotContain(cancelled.toString());
    }

    @Test
    void bookingsAreCancelledWithTheClosure() {
        var east = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var west = world.doctorIn(HONOLULU, "08:00", "12:00", "CO");
        var inside = List.of(booked(east, NEW_YORK, "09:00"), booked(west, HONOLULU, "09:00"));
        var outside = List.of(booked(east, NEW_YORK, "11:00"), booked(west, HONOLULU, "08:00"));

        var closed = close(date + "T09:59", date + "T10:30", "?bookings=cancel").isCreated();
        followed();

        assertThat(affected(closed)).contains(inside.getFirst().toString(), inside.getLast().toString())
                .doesNotContain(outside.getFirst().toString(), outside.getLast().toString());
        assertThat(closed.body().path("affectedCount").asInt()).isEqualTo(affected(closed).size());
        inside.forEach(booking -> {
            var withdrawn = withdrawn(booking);
            assertThat(withdrawn.actor().role()).isEqualTo(Role.STAFF);
            assertThat(withdrawn.cause()).isEqualTo(WithdrawalCause.CLOSURE);
            assertThat(withdrawn.patientState()).as("lost to everybody").isNull();
        });
        outside.forEach(this::stands);
        // one that was made before the booking service heard of the closure
        assertThat(withdrawn(bookings.book(east, at(NEW_YORK, "10:00"), UsState.CO)).cause())
                .isEqualTo(WithdrawalCause.CLOSURE);
    }

    @Test
    void bookingsAreKeptWithoutTheirSlots() {
        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var booking = booked(doctor, NEW_YORK, "09:00");

        assertThat(affected(close(date + "T09:00", date + "T10:00", "").isCreated())).contains(booking.toString());
        followed();
        assertThat(affected(close(date + "T08:00", date + "T12:00", "?bookings=cancel").isCreated()))
                .doesNotContain(booking.toString());
        followed();

        stands(booking);
        assertThat(world.get(doctor.path("/day?date=" + date)).isOk().texts("/slots", "status"))
                .containsExactly("TIME_OFF", "BOOKED", "TIME_OFF", "TIME_OFF");
    }

    @Test
    void overlappingClosuresWithdrawABookingOnce() {
        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var booking = booked(doctor, NEW_YORK, "09:00");

        interrupted(() -> {
            close(date + "T09:00", date + "T10:00", "?bookings=cancel").isCreated();
            close(date + "T08:00", date + "T12:00", "?bookings=cancel").isCreated();
        });
        followed();

        withdrawn(booking);
    }

    @Test
    void aDeletedClosureGivesItsTimeBack() {
        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var first = close(date + "T00:00", date + "T24:00", "").isCreated();
        var second = close(date + "T09:00", date + "T10:00", "").isCreated();
        followed();
        assertThat(starts(doctor, date)).isEmpty();

        var path = "/closures/" + first.id();
        world.send("DELETE", path, world.staff(), "", "If-Match", "\"9\"").isProblem(412, "stale");
        world.send("DELETE", path + "?preview=true", world.staff(), "").isOk();
        world.get(path).isOk();
        assertThat(world.send("DELETE", path, world.staff(), "", "If-Match", first.etag())
                .isOk()
                .list("/affectedBookings")).isEmpty();
        followed();

        assertThat(starts(doctor, date)).containsExactly("08:00", "10:00", "11:00");
        world.send("DELETE", path, world.staff(), "").isProblem(404, "not-found");
        world.get(path).isProblem(404, "not-found");
        world.get("/closures/" + second.id()).isOk();
    }

    @Test
    void aCrashBeforeTheDaysFollowIsMadeGood() {
        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var booking = booked(doctor, NEW_YORK, "09:00");

        interrupted(() -> {
            close(date + "T00:00", date + "T24:00", "?bookings=cancel").isCreated();
            assertThat(starts(doctor, date)).as("as no instance works on it")
                    .containsExactly("08:00", "10:00", "11:00");
        });
        followed();

        assertThat(starts(doctor, date)).isEmpty();
        withdrawn(booking);
    }

    @Test
    void anEditFirstFollowsTheClosure() {
        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var inside = booked(doctor, NEW_YORK, "09:00");
        var outside = booked(doctor, NEW_YORK, "11:00");

        interrupted(() -> {
            close(date + "T00:00", date + "T10:00", "?bookings=cancel").isCreated();
            var preview = timeOff(doctor, "?preview=true").isOk();
            assertThat(affected(preview)).containsExactly(outside.toString());
            stands(inside);
            assertThat(affected(timeOff(doctor, "").isCreated())).containsExactly(outside.toString());
        });

        withdrawn(inside);
        stands(outside);
    }

    @Test
    void aDoctorWhoComesLaterIsClosedToo() {
        close(date + "T00:00", date + "T24:00", "").isCreated();
        followed();

        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");

        assertThat(starts(doctor, date)).isEmpty();
        assertThat(starts(doctor, date.minusDays(1))).hasSize(4);
    }

    @Test
    void noEditOrRegistrationOutrunsAClosure() throws Exception {
        var present = new ArrayList<TestDoctor>();
        for (int i = 0; i < 6; i++) {
            present.add(world.doctorIn(NEW_YORK, "08:00", "09:00", "CO"));
        }
        var acts = new ArrayList<Callable<TestDoctor>>();
        for (var doctor : present) {
            acts.add(() -> {
                world.everyDay(doctor, "08:00", "11:00").isOk();
                return doctor;
            });
            acts.add(() -> world.doctorIn(NEW_YORK, "08:00", "12:00", "CO"));
        }
        acts.add(3, () -> {
            close(date + "T00:00", date + "T24:00", "").isCreated();
            return present.getFirst();
        });
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var doctor : people.invokeAll(acts)) {
                present.add(doctor.get());
            }
        }
        followed();

        assertThat(present).allSatisfy(doctor -> assertThat(starts(doctor, date)).isEmpty());
    }

    /** The answer of a closure is that of time off of the same length, for one doctor. */
    @Test
    void aClosureAffectsWhatTimeOffWould() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var type = world.post("/visit-types", world.staff(), """
                {"name":"Check","minutes":50,"mode":"PHONE"}""").isCreated().id();
        for (var withTypes : List.of(false, true)) {
            var doctor = world.doctorIn(NEW_YORK, "08:00", "16:00", "CO", "UT");
            for (int hour = 8; hour < 16; hour++) {
                booked(doctor, NEW_YORK, "%02d:00".formatted(hour));
            }
            world.post(doctor.path("/time-off"), doctor.token(),
                    "{\"start\":\"%sT10:00\",\"end\":\"%sT11:30\"}".formatted(date, date)).isCreated();
            if (withTypes) {
                world.send("PUT", doctor.path("/visit-types"), doctor.token(), """
                        {"items":[{"visitTypeId":"%s"}]}""".formatted(type)).isOk();
            }
            for (int i = 0; i < 20; i++) {
                var start = date.atTime(7, 0).plusMinutes(random.nextInt(600));
                var end = start.plusMinutes(1 + random.nextInt(300));
                var timeOff = world
                        .post(doctor.path("/time-off?preview=true"), doctor.token(),
                                "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(start, end))
                        .isOk();
                assertThat(affected(close(start.toString(), end.toString(), "?preview=true").isOk()))
                        .as("seed %d: %s to %s, types: %s", seed, start, end, withTypes)
                        .filteredOn(booking -> ofDoctor(booking).equals(doctor.id()))
                        .isEqualTo(affected(timeOff));
            }
        }
    }

    /** An hour that the clocks repeat has steps of the grid once, and a visit may last into its second occurrence. */
    @Test
    void aVisitInARepeatedHourIsAffected() {
        var doctor = world.doctorIn(NEW_YORK, "08:00", "12:00", "CO");
        var fall = LocalDate.of(2032, 11, 7);
        transaction.executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            jdbc.sql("update doctor set published_until = ? where id = ?")
                    .param(fall.plusDays(9))
                    .param(doctor.id())
                    .update();
            for (var start : List.of("05:00", "05:30", "07:00", "07:30")) {
                jdbc.sql("""
                        insert into slot (doctor_id, starts_at, ends_at, date, states, time_off, booked, fits)
                        values (:doctor, :start::timestamptz, :start::timestamptz + interval '30 minutes', :date, 1,
                                false, true, 1)
                        """)
                        .param("doctor", doctor.id())
                        .param("start", "%sT%sZ".formatted(fall, start))
                        .param("date", fall)
                        .update();
            }
            jdbc.sql("""
                    insert into booking (id, version, doctor_id, patient_state, status, starts_at, ends_at)
                    values (gen_random_uuid(), 1, :doctor, 'CO', 'CONFIRMED', :start::timestamptz,
                            :start::timestamptz + interval '60 minutes')
                    """).param("doctor", doctor.id()).param("start", fall + "T05:30Z").update();

            assertThat(affectedCount(fall.atTime(1, 0), fall.atTime(2, 0))).isEqualTo(1);
            assertThat(affectedCount(fall.atTime(2, 0), fall.atTime(3, 0))).isEqualTo(1);
            assertThat(affectedCount(fall.atTime(2, 30), fall.atTime(3, 0))).isZero();
        });
    }

    private int affectedCount(LocalDateTime start, LocalDateTime end) {
        return affectedByClosure.of(new Closure(UUID.randomUUID(), start, end, null), Instant.now()).count();
    }

    @Test
    void onlyStaffClosesAndSeesTheReason() {
        var body = "{\"start\":\"%sT00:00\",\"end\":\"%sT24:00\",\"reason\":\"A funeral\"}".formatted(date, date);
        world.post("/closures", "", body).isProblem(401, "unauthenticated");
        world.post("/closures", world.doctor().token(), body).isProblem(403, "forbidden");
        world.post("/closures", world.patient(UsState.CO), body).isProblem(403, "forbidden");
        var closed = world.post("/closures", world.staff(), body).isCreated();
        var path = "/closures/" + closed.id();

        assertThat(closed.text("/reason")).isEqualTo("A funeral");
        for (var token : List.of("", world.doctor().token(), world.patient(UsState.CO))) {
            assertThat(world.send("GET", path, token, "").isOk().body().path("reason").isNull()).isTrue();
            assertThat(world.send("GET", "/closures", token, "").isOk().body().toString()).contains(closed.id())
                    .doesNotContain("funeral");
        }
        assertThat(world.send("GET", "/closures", world.staff(), "").isOk().texts("/items", "reason"))
                .containsExactly("A funeral");
        world.send("DELETE", path, "", "").isProblem(401, "unauthenticated");
        world.send("DELETE", path, world.doctor().token(), "").isProblem(403, "forbidden");
    }

    @Test
    void closuresAreListedInPagesByStart() {
        var late = close(date.plusDays(900) + "T00:00", date.plusDays(900) + "T24:00", "").isCreated();
        var early = close(date.plusDays(800) + "T00:00", date.plusDays(950) + "T24:00", "").isCreated();

        var one = world.get("/closures?limit=1").isOk();
        var two = world.get("/closures?limit=1&cursor=" + one.text("/next")).isOk();

        assertThat(one.texts("/items", "id")).containsExactly(early.id());
        assertThat(two.texts("/items", "id")).containsExactly(late.id());
        assertThat(two.body().at("/next").isNull()).isTrue();
    }

    @Test
    void closuresThatMakeNoSenseAreRefused() {
        close(date + "T08:00", date + "T08:00", "").isInvalid("end");
        close("2020-01-01T00:00", "2020-01-02T00:00", "").isInvalid("end", "must be in the future");
        close(date + "T08:00", date.plusYears(11) + "T08:00", "").isInvalid("end");
        close(date + "T08:00:30", "tomorrow", "").isInvalid("start").isInvalid("end");
        close(date + "T08:00", date + "T09:00", "?bookings=sell").isInvalid("bookings");
    }

    @Test
    void moreClosuresThanTheMaximumAreRefused() {
        jdbc.sql("""
                insert into closure (id, starts_at, ends_at, cancels_bookings, actor_role)
                select gen_random_uuid(), timestamp '2030-01-01' + n * interval '1 hour',
                       timestamp '2030-01-01' + (n + 1) * interval '1 hour', false, 'STAFF'
                from generate_series(1, :max) n
                """).param("max", EditClosures.MAX_CLOSURES).update();
        try {
            close(date + "T08:00", date + "T09:00", "").isProblem(409, "state-conflict");
            close(date + "T08:00", date + "T09:00", "?preview=true").isProblem(409, "state-conflict");
        } finally {
            jdbc.sql("delete from closure").update();
        }
    }

    private Answer close(String start, String end, String mode) {
        return world.post("/closures" + mode, world.staff(), "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(start, end));
    }

    private Answer timeOff(TestDoctor doctor, String mode) {
        return world.post(doctor.path("/time-off" + mode), doctor.token(),
                "{\"start\":\"%sT00:00\",\"end\":\"%sT24:00\"}".formatted(date, date));
    }

    private void followed() {
        await().until(() -> jdbc.sql("select not exists (select 1 from doctor where closures_due or to_republish)")
                .query(Boolean.class)
                .single());
    }

    /** As if the instance that publishes days again was stopped, and with it its connection, after these acts. */
    private void interrupted(Runnable acts) {
        try (var connection = database.getConnection()) {
            await().until(() -> ask(connection, "select pg_try_advisory_lock(%s)"));
            try {
                acts.run();
            } finally {
                ask(connection, "select pg_advisory_unlock(%s)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.prepareStatement(question.formatted(ONE_JOB));
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private Instant at(ZoneId zone, String time) {
        return LocalDateTime.of(date, LocalTime.parse(time)).atZone(zone).toInstant();
    }

    private UUID booked(TestDoctor doctor, ZoneId zone, String time) {
        var booking = bookings.book(doctor, at(zone, time), UsState.CO);
        await().until(() -> jdbc.sql("select exists (select 1 from booking where id = ?)")
                .param(booking)
                .query(Boolean.class)
                .single());
        return booking;
    }

    private UUID ofDoctor(String booking) {
        return jdbc.sql("select doctor_id from booking where id = ?::uuid").param(booking).query(UUID.class).single();
    }

    private static List<String> affected(Answer answer) {
        return answer.texts("/affectedBookings", "bookingId");
    }

    private BookingWithdrawn withdrawn(UUID booking) {
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            var events = withdrawals.await(booking.toString(), 1);
            assertThat(events).hasSize(1);
            return events.getFirst().as(BookingWithdrawn.class);
        }
    }

    private void stands(UUID booking) {
        assertThat(jdbc.sql("select count(*) from outbox where key = ?")
                .param(booking.toString())
                .query(Long.class)
                .single()).isZero();
        try (var withdrawals = new EventLog(Topics.WITHDRAWALS)) {
            assertThat(withdrawals.startingWith(booking.toString())).isEmpty();
        }
    }

    private List<String> starts(TestDoctor doctor, LocalDate day) {
        var zone = world.get(doctor.path("")).isOk().text("/timeZone");
        return times(world
                .get("/slots?doctorId=%s&state=CO&from=%s&to=%s&timeZone=%s".formatted(doctor.id(), day, day, zone))
                .isOk()
                .texts("/items", "localStart"));
    }

    private List<String> byDoctor(TestDoctor doctor) {
        var zone = ZoneId.of(world.get(doctor.path("")).isOk().text("/timeZone"));
        return times(world
                .get("/slots/by-doctor?doctorId=%s&state=CO&from=%s&days=1&timeZone=%s".formatted(doctor.id(), date,
                        zone))
                .isOk()
                .texts("/doctors/0/days/0/slots", "start")
                .stream()
                .map(start -> Instant.parse(start).atZone(zone).toLocalDateTime().toString())
                .toList());
    }

    private static List<String> times(List<String> starts) {
        return starts.stream().map(start -> start.substring(11, 16)).toList();
    }

    private List<String> why(TestDoctor doctor, String time) {
        return world.get(doctor.path("/slots/why?state=CO&at=%sT%s".formatted(date, time)))
                .isOk()
                .texts("/reasons", "code");
    }
}
