package dev.medislot.availability.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.BookingService;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventRecord;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The listed openings are the published slots without the live bookings, which is all that the booking service knows;
 * exactly these slots have no reason in {@code /slots/why}.
 */
@AvailabilityTest
class PublishedAgreementTest {

    private static final int DOCTORS = 4;
    static final List<UsState> STATES = List.of(UsState.CO, UsState.NY, UsState.AS, UsState.GU);
    static final List<ZoneId> ZONES = List.of(World.DENVER, ZoneId.of("America/Phoenix"), ZoneId.of("Pacific/Honolulu"),
            ZoneId.of("America/New_York"));

    private record Booked(UUID id, SlotTime slot) {}

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void openingsAreSchedulesMinusBookings() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            for (int i = 0; i < DOCTORS; i++) {
                var doctor = world.doctor(ZONES.get(random.nextInt(ZONES.size())), 20 + 10 * random.nextInt(5));
                var booked = new ArrayList<Booked>();
                for (int step = 0; step < 4; step++) {
                    editSomething(world, doctor, random);
                    bookSomething(doctor, booked, random);
                    compare(doctor, schedules, booked, "seed %d, doctor %d, step %d".formatted(seed, i, step), random);
                }
            }
        }
    }

    /** Other hours, one more time off, other licenses. */
    static void editSomething(World world, TestDoctor doctor, Random random) {
        var days = new StringBuilder();
        for (var day : DayOfWeek.values()) {
            if (random.nextInt(3) > 0) {
                int start = random.nextInt(20);
                int end = start + 1 + random.nextInt(24 - start);
                days.append(days.isEmpty() ? "" : ",")
                        .append("\"%s\":[{\"start\":\"%02d:%02d\",\"end\":\"%02d:00\"}]".formatted(day, start,
                                random.nextInt(60), end));
            }
        }
        world.week(doctor, days.toString()).isOk();
        var from = World.today().plusDays(random.nextInt(50));
        world.post(doctor.path("/time-off"), doctor.token(), "{\"start\":\"%sT%02d:10\",\"end\":\"%sT%02d:40\"}"
                .formatted(from, random.nextInt(20), from.plusDays(random.nextInt(5)), 20 + random.nextInt(4)))
                .isCreated();
        for (var license : world.get(doctor.path("/licenses")).list("/items")) {
            world.send("DELETE", doctor.path("/licenses/" + license.path("id").asString()), doctor.token(), "").isOk();
        }
        for (var state : STATES) {
            if (random.nextInt(4) > 0) {
                var valid = World.today().plusDays(random.nextInt(40) - 20);
                world.license(doctor, state.name(), valid.toString(),
                        random.nextBoolean() ? null : valid.plusDays(random.nextInt(60)).toString()).isCreated();
            }
        }
    }

    private void bookSomething(TestDoctor doctor, List<Booked> booked, Random random) {
        if (!booked.isEmpty()) {
            var gone = booked.remove(random.nextInt(booked.size()));
            bookings.cancel(gone.id(), 2, doctor, gone.slot().start(), UsState.CO);
        }
        var open = world.get("/slots?limit=200&doctorId=" + doctor.id()).list("/items");
        for (int i = 0; i < 5 && !open.isEmpty(); i++) {
            var opening = open.get(random.nextInt(open.size()));
            var start = Instant.parse(opening.path("start").asString());
            var end = Instant.parse(opening.path("end").asString());
            if (booked.stream()
                    .noneMatch(each -> each.slot().start().isBefore(end) && start.isBefore(each.slot().end()))) {
                var slot = BookingService.slot(doctor, start, (int) Duration.between(start, end).toMinutes());
                booked.add(new Booked(bookings.book(doctor, slot, UsState.CO), slot));
            }
        }
        await().until(() -> jdbc.sql("select count(*) from booking where doctor_id = ? and status <> 'CANCELLED'")
                .param(doctor.id())
                .query(Integer.class)
                .single() == booked.size());
        await().until(() -> jdbc.sql("select not exists (select 1 from outbox)").query(Boolean.class).single());
    }

    private void compare(TestDoctor doctor, EventLog schedules, List<Booked> booked, String when, Random random) {
        var days = new HashMap<String, EventRecord>();
        schedules.startingWith(doctor.id().toString())
                .forEach(event -> days.merge(event.key(), event,
                        (one, other) -> List.of(one, other)
                                .stream()
                                .max(Comparator.comparing(EventRecord::sequence))
                                .orElseThrow()));
        var now = Instant.now();
        for (var state : STATES) {
            var expected = new TreeMap<Instant, String>();
            days.values()
                    .stream()
                    .filter(event -> !event.isTombstone())
                    .map(event -> event.as(SchedulePublished.class))
                    .flatMap(day -> day.slots().stream().filter(slot -> day.statesAt(slot.start()).contains(state)))
                    .filter(slot -> slot.start().isAfter(now))
                    .filter(slot -> booked.stream()
                            .noneMatch(each -> each.slot().start().isBefore(slot.end())
                                    && slot.start().isBefore(each.slot().end())))
                    .forEach(slot -> expected.put(slot.start(), slot.id().toString()));
            var listed = listed(doctor, state);
            assertThat(listed).as(when).isEqualTo(expected);
            askWhy(doctor, state, listed, when, random);
        }
    }

    private void askWhy(TestDoctor doctor, UsState state, TreeMap<Instant, String> listed, String when, Random random) {
        var times = new ArrayList<>(listed.keySet());
        Collections.shuffle(times, random);
        var asked = new ArrayList<>(times.subList(0, Math.min(5, times.size())));
        for (int i = 0; i < 10; i++) {
            asked.add(World.today()
                    .plusDays(random.nextInt(65))
                    .atTime(random.nextInt(24), 10 * random.nextInt(6))
                    .atZone(World.DENVER)
                    .toInstant());
        }
        for (var at : asked) {
            var why = world.get(doctor.path("/slots/why?at=%s&state=%s".formatted(at, state))).isOk();
            assertThat(why.body().path("offered").asBoolean()).as("%s, %s: %s", when, at, why.body())
                    .isEqualTo(listed.containsKey(at));
        }
    }

    private TreeMap<Instant, String> listed(TestDoctor doctor, UsState state) {
        var listed = new TreeMap<Instant, String>();
        for (String cursor = ""; cursor != null;) {
            var page = world.get("/slots?state=%s&doctorId=%s&limit=200%s".formatted(state, doctor.id(),
                    cursor.isEmpty() ? "" : "&cursor=" + cursor)).isOk();
            page.list("/items")
                    .forEach(each -> listed.put(Instant.parse(each.path("start").asString()),
                            each.path("id").asString()));
            cursor = page.body().at("/next").isNull() ? null : page.text("/next");
        }
        return listed;
    }
}
