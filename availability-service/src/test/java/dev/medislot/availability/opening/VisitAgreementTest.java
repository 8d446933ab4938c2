package dev.medislot.availability.opening;

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
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The listed openings of doctors with visit types are the published visits without those that overlap a live booking,
 * both with their buffers, and in person those in the state of the place; this is what the booking service claims by.
 * Exactly these visits have no reason in {@code /slots/why}.
 */
@AvailabilityTest
class VisitAgreementTest {

    private static final int DOCTORS = 3;
    private static final int STEPS = 3;
    private static final Actor ACTOR = new Actor(UUID.randomUUID(), Role.PATIENT);

    private record Booked(UUID id, SlotTime slot, Instant busyFrom, Instant busyUntil) {

        boolean overlaps(Instant from, Instant until) {
            return busyFrom.isBefore(until) && from.isBefore(busyUntil);
        }
    }

    @Autowired
    private World world;

    @Autowired
    private BookingService bookings;

    @Autowired
    private JdbcClient jdbc;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void openingsAreVisitsMinusBookings() {
        var types = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            types.add(world.post("/visit-types", world.staff(), anyType()).isCreated().id());
        }
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            for (int i = 0; i < DOCTORS; i++) {
                var doctor = world.doctor(pick(PublishedAgreementTest.ZONES), 15 + 5 * random.nextInt(8));
                var booked = new ArrayList<Booked>();
                for (int step = 0; step < STEPS; step++) {
                    edit(doctor, types);
                    bookSomething(doctor, booked, schedules);
                    compare(doctor, types, booked, schedules, "seed %d, doctor %d, step %d".formatted(seed, i, step));
                }
            }
        }
    }

    private String anyType() {
        return """
                {"name":"Type %d","minutes":%d,"mode":"%s","bufferBefore":%d,"bufferAfter":%d}
                """.formatted(random.nextInt(1_000), 10 + 5 * random.nextInt(20), pick(List.of(VisitMode.values())),
                5 * random.nextInt(4), 5 * random.nextInt(5));
    }

    private void edit(TestDoctor doctor, List<String> types) {
        PublishedAgreementTest.editSomething(world, doctor, random);
        var items = types.stream()
                .filter(_ -> random.nextInt(3) > 0)
                .map(type -> "{\"visitTypeId\":\"%s\",\"minutes\":%s}".formatted(type,
                        random.nextBoolean() ? "null" : 15 + random.nextInt(60)))
                .toList();
        world.send("PUT", doctor.path("/visit-types"), doctor.token(), "{\"items\":" + items + "}").isOk();
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"place\":" + anyPlace() + "}").isOk();
        world.send("PATCH", "/visit-types/" + pick(types), world.staff(), anyType()).isOk();
    }

    private String anyPlace() {
        return random.nextInt(4) == 0 ? "null" : """
                {"name":"Clinic","street":"1 Main St","city":"Springfield","state":"%s","zip":"90001"}
                """.formatted(pick(PublishedAgreementTest.STATES));
    }

    private void bookSomething(TestDoctor doctor, List<Booked> booked, EventLog schedules) {
        if (!booked.isEmpty()) {
            var gone = booked.remove(random.nextInt(booked.size()));
            bookings.publish(new BookingCancelled(gone.id(), 2, Instant.now(), ACTOR, BookingStatus.CANCELLED,
                    ACTOR.id(), UsState.CO, doctor.id(), gone.slot(), null, null, gone.slot().id().visitType(),
                    VisitMode.VIDEO, gone.busyFrom(), gone.busyUntil()));
        }
        settle(doctor, booked.size());
        var days = List.copyOf(published(doctor, schedules).values());
        for (int i = 0; i < 8 && !days.isEmpty(); i++) {
            var day = pick(days);
            if (!day.visits().isEmpty()) {
                var visit = pick(day.visits());
                book(doctor, visit, pick(visit.starts()), booked);
            }
        }
        settle(doctor, booked.size());
    }

    private void book(TestDoctor doctor, SchedulePublished.Visit visit, Instant start, List<Booked> booked) {
        var slot = new SlotTime(new SlotId(new DoctorId(doctor.id()), start, visit.visitTypeId()), start,
                start.plus(Duration.ofMinutes(visit.minutes())));
        var made = new Booked(UUID.randomUUID(), slot, busyFrom(visit, start), busyUntil(visit, start));
        if (start.isAfter(Instant.now())
                && booked.stream().noneMatch(each -> each.overlaps(made.busyFrom(), made.busyUntil()))) {
            booked.add(made);
            bookings.publish(new BookingCreated(made.id(), 1, Instant.now(), ACTOR, BookingStatus.CONFIRMED, ACTOR.id(),
                    UsState.CO, doctor.id(), slot, null, null, visit.visitTypeId(), visit.mode(), made.busyFrom(),
                    made.busyUntil(), visit.name()));
        }
    }

    private static Instant busyFrom(SchedulePublished.Visit visit, Instant start) {
        return start.minus(Duration.ofMinutes(visit.bufferBefore()));
    }

    private static Instant busyUntil(SchedulePublished.Visit visit, Instant start) {
        return start.plus(Duration.ofMinutes(visit.minutes() + visit.bufferAfter()));
    }

    private void settle(TestDoctor doctor, int live) {
        await().until(() -> jdbc.sql("""
                select (select count(*) from booking where doctor_id = :doctor and status <> 'CANCELLED') = :live
                   and not exists (select 1 from doctor where id = :doctor and to_republish)
                """).param("doctor", doctor.id()).param("live", live).query(Boolean.class).single());
        await().until(() -> jdbc.sql("select not exists (select 1 from outbox)").query(Boolean.class).single());
    }

    /** The latest of each date. */
    private static Map<String, SchedulePublished> published(TestDoctor doctor, EventLog schedules) {
        var latest = new HashMap<String, EventRecord>();
        schedules.startingWith(doctor.id().toString())
                .forEach(event -> latest.merge(event.key(), event,
                        (one, other) -> one.sequence() > other.sequence() ? one : other));
        var days = new HashMap<String, SchedulePublished>();
        latest.forEach((key, event) -> {
            if (!event.isTombstone()) {
                days.put(key, event.as(SchedulePublished.class));
            }
        });
        return days;
    }

    private void compare(TestDoctor doctor, List<String> types, List<Booked> booked, EventLog schedules, String when) {
        var days = published(doctor, schedules);
        for (var state : PublishedAgreementTest.STATES) {
            var now = Instant.now();
            var expected = new TreeSet<String>();
            for (var day : days.values()) {
                for (var visit : day.visits()) {
                    visit.starts()
                            .stream()
                            .filter(start -> start.isAfter(now) && day.statesAt(start).contains(state))
                            .filter(_ -> visit.state() == null || visit.state() == state)
                            .filter(start -> booked.stream()
                                    .noneMatch(each -> each.overlaps(busyFrom(visit, start), busyUntil(visit, start))))
                            .forEach(start -> expected
                                    .add(new SlotId(new DoctorId(doctor.id()), start, visit.visitTypeId()).toString()));
                }
                day.slots()
                        .stream()
                        .filter(slot -> slot.start().isAfter(now) && day.statesAt(slot.start()).contains(state))
                        .filter(slot -> booked.stream().noneMatch(each -> each.overlaps(slot.start(), slot.end())))
                        .forEach(slot -> expected.add(slot.id().toString()));
            }
            var listed = listed(doctor, state, "");
            assertThat(listed).as(when).isEqualTo(expected);
            var type = pick(types);
            assertThat(listed(doctor, state, "&visitTypeId=" + type)).as(when)
                    .isEqualTo(new TreeSet<>(listed.stream()
                            .filter(id -> UUID.fromString(type).equals(SlotId.parse(id).visitType()))
                            .toList()));
            askWhy(doctor, state, types, listed, when);
        }
    }

    private void askWhy(TestDoctor doctor, UsState state, List<String> types, Set<String> listed, String when) {
        var asked = new ArrayList<SlotId>();
        var ids = List.copyOf(listed);
        for (int i = 0; i < 6; i++) {
            var type = UUID.fromString(pick(types));
            var at = World.today()
                    .plusDays(random.nextInt(65))
                    .atTime(random.nextInt(24), 10 * random.nextInt(6))
                    .atZone(World.DENVER)
                    .toInstant();
            asked.add(new SlotId(new DoctorId(doctor.id()), at, type));
            if (!ids.isEmpty()) {
                var open = SlotId.parse(pick(ids));
                asked.add(open);
                asked.add(new SlotId(open.doctor(), open.start(), type));
            }
        }
        for (var slot : asked) {
            var type = slot.visitType() == null ? "" : "&visitTypeId=" + slot.visitType();
            var why = world.get(doctor.path("/slots/why?at=%s&state=%s%s".formatted(slot.start(), state, type))).isOk();
            assertThat(why.body().path("offered").asBoolean()).as("%s, %s: %s", when, slot.start(), why.body())
                    .isEqualTo(listed.contains(slot.toString()));
        }
    }

    private Set<String> listed(TestDoctor doctor, UsState state, String filter) {
        var listed = new TreeSet<String>();
        for (String cursor = ""; cursor != null;) {
            var page = world.get("/slots?state=%s&doctorId=%s&limit=200%s%s".formatted(state, doctor.id(), filter,
                    cursor.isEmpty() ? "" : "&cursor=" + cursor)).isOk();
            page.texts("/items", "id").forEach(id -> assertThat(listed.add(id)).as("%s is there twice", id).isTrue());
            cursor = page.body().at("/next").isNull() ? null : page.text("/next");
        }
        return listed;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
