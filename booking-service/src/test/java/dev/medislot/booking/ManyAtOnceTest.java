package dev.medislot.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.Record.Act;
import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Topics;
import dev.medislot.infra.Infrastructure;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many patients claim, hold, move and cancel over few slots of several doctors, and the front desk moves and cancels
 * for them, through two instances on one database, while edits of the doctors' days arrive; afterwards {@link Record}
 * judges by the answers and events alone. Runs for {@code -Dmedislot.many-at-once.seconds}.
 */
class ManyAtOnceTest {

    private static final Logger LOG = LoggerFactory.getLogger(ManyAtOnceTest.class);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("medislot.many-at-once.seconds", 8));
    private static final int THREADS = 24;
    private static final int PATIENTS = 30;
    /** The number of calls before Redis dies, and again before it restarts. */
    private static final int CALLS = 100;
    private static final Set<String> EXPECTED = Set.of("ok", "slot-taken", "patient-busy", "state-conflict",
            "not-found", "too-many-bookings", "idempotency-conflict", "stale");

    private static final List<Type> TYPES = List.of(type(VisitMode.VIDEO, 60, 0, 0, null),
            type(VisitMode.PHONE, 20, 0, 10, null), type(VisitMode.IN_PERSON, 45, 15, 5, CA));

    private static Instance one;
    private static Instance other;

    @BeforeAll
    static void start() {
        one = Instance.on("many", "medislot.hold-duration=2s");
        other = Instance.on("many", "medislot.hold-duration=2s");
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void answersAndEventsShowNothingDoubledOrLost(boolean redisDies) throws Exception {
        var clinic = one.clinic();
        var slots = overlappingSlots(clinic);
        var patients = clinic.patients(PATIENTS, CA);
        var frontDesk = clinic.staff();
        var types = TYPES.stream().collect(Collectors.toMap(Type::id, Function.identity()));
        var record = new Record(types);
        var bookings = new ConcurrentHashMap<UUID, List<String>>();
        patients.forEach(patient -> bookings.put(patient.id(), new ArrayList<>()));
        var seed = new Random().nextLong();
        LOG.info("Many at once: {} s, seed {}, Redis dies: {}", TIME.toSeconds(), seed, redisDies);
        long end = System.nanoTime() + TIME.toNanos();

        try (var edits = new DayEdits(slots, types, one.bean(JdbcClient.class));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var editor = threads.submit(() -> {
                var random = new Random(seed);
                while (System.nanoTime() < end) {
                    edits.edit(random);
                }
            });
            var workers = IntStream.range(0, THREADS).<Future<?>>mapToObj(i -> threads.submit(() -> {
                var random = new Random(seed + i);
                while (System.nanoTime() < end) {
                    act(random, patients, frontDesk, slots, bookings, record);
                }
            })).toList();
            if (redisDies) {
                killAndRestartRedis(record, end);
            }
            for (var worker : workers) {
                worker.get();
            }
            editor.get();
            judge(record, edits, slots);
        }
        var audit = clinic.staff().get("/audit").body();
        assertThat(audit.path("overlaps").asInt(-1)).isZero();
        assertThat(audit.path("eventsWithoutBooking").asInt(-1)).isZero();
    }

    private static void judge(Record record, DayEdits edits, List<SlotId> slots) {
        LOG.info("Many at once: {} edits, {} calls: {}", edits.count(), record.calls().size(), record.problems());
        assertThat(record.problems().keySet()).isSubsetOf(EXPECTED);
        assertThat(record.problems()).containsKey("ok");
        assertThat(edits.count()).isPositive();
        var doctors = slots.stream().map(slot -> slot.doctor().value().toString()).collect(Collectors.toSet());
        try (var events = new EventLog(Topics.BOOKINGS)) {
            var changes = record.changes().keySet();
            await().untilAsserted(
                    () -> assertThat(record.published(events.all(), doctors).keySet()).containsAll(changes));
            assertThat(record.contradictions(events.all(), doctors, edits)).isEmpty();
        }
    }

    /**
     * Three doctors with four slots each; those of the third overlap one another by half. A fourth doctor has visit
     * types of three lengths, two with buffers, every half hour.
     */
    private static List<SlotId> overlappingSlots(StoredClinic clinic) {
        var slots = new ArrayList<SlotId>();
        for (var minutes : List.of(60, 60, 30)) {
            DoctorId doctor = clinic.doctor(CA);
            var first = LocalDate.now(ZoneOffset.UTC).plusDays(3).atTime(15, 0).toInstant(ZoneOffset.UTC);
            slots.addAll(clinic.slots(doctor, StoredClinic.VISIT,
                    IntStream.range(0, 4).mapToObj(i -> first.plus(Duration.ofMinutes(minutes * (long) i))).toList()));
        }
        slots.addAll(visitsOfThreeTypes(clinic));
        return slots;
    }

    private static List<SlotId> visitsOfThreeTypes(StoredClinic clinic) {
        var doctor = clinic.doctor(CA);
        var first = LocalDate.now(ZoneOffset.UTC).plusDays(3).atTime(15, 0).toInstant(ZoneOffset.UTC);
        var starts = IntStream.range(0, 4).mapToObj(i -> first.plus(Duration.ofMinutes(30L * i))).toList();
        clinic.offer(doctor, starts, TYPES.toArray(Type[]::new));
        return TYPES.stream()
                .flatMap(type -> starts.stream().map(start -> new SlotId(doctor, start, type.id())))
                .toList();
    }

    private static Type type(VisitMode mode, int minutes, int before, int after, @Nullable UsState place) {
        return new Type(UUID.randomUUID(), "Visit of " + minutes, mode, minutes, before, after, place);
    }

    private static void killAndRestartRedis(Record record, long end) {
        awaitCalls(CALLS, record, end);
        Infrastructure.shared().stopRedis();
        awaitCalls(record.calls().size() + CALLS, record, end);
        Infrastructure.shared().startRedis();
    }

    private static void awaitCalls(int count, Record record, long end) {
        await().atMost(TIME.multipliedBy(2)).until(() -> record.calls().size() >= count || System.nanoTime() >= end);
    }

    private static void act(Random random, List<ApiCaller> patients, ApiCaller frontDesk, List<SlotId> slots,
            Map<UUID, List<String>> bookings, Record record) {
        var instance = random.nextBoolean() ? one.address() : other.address();
        var patient = patients.get(random.nextInt(patients.size())).at(instance);
        var slot = slots.get(random.nextInt(slots.size()));
        var own = bookings.get(patient.id());
        var booking = picked(random, own);
        int dice = random.nextInt(100);
        if (dice < 35 || booking == null) {
            remember(own, record.call(Act.BOOK, patient, slot, null, () -> patient.book(slot)));
        } else if (dice < 45) {
            record.call(Act.HOLD, patient, slot, null, () -> patient.hold(slot));
        } else if (dice < 50) {
            remember(own, keyed(patient, random.nextBoolean() ? one.address() : other.address(), slot, record));
        } else if (dice < 80) {
            var mover = random.nextInt(4) == 0 ? frontDesk.at(instance) : patient;
            record.call(Act.MOVE, patient, slot, booking, () -> mover.move(booking, slot));
        } else {
            var canceller = random.nextInt(4) == 0 ? frontDesk.at(instance) : patient;
            var cancelled = record.call(Act.CANCEL, patient, null, booking, () -> canceller.cancel(booking));
            if (cancelled.status() == 200) {
                synchronized (own) {
                    own.remove(booking);
                }
            }
        }
    }

    /** Two requests with one key at once, and a third after them, which gets their answer. */
    private static Answer keyed(ApiCaller patient, String instance, SlotId slot, Record record) {
        var key = UUID.randomUUID().toString();
        Function<ApiCaller, Answer> book = caller -> record.call(Act.BOOK, patient, slot, null,
                () -> caller.post("/bookings", Map.of("slotId", slot.toString()), "Idempotency-Key", key));
        var rival = CompletableFuture.supplyAsync(() -> book.apply(patient.at(instance)), Thread::startVirtualThread);
        var first = book.apply(patient);
        var answers = List.of(first, rival.join());
        var again = book.apply(patient);
        assertThat(again.problem()).isNotEqualTo("idempotency-conflict");
        assertThat(answers).filteredOn(answer -> !answer.problem().equals("idempotency-conflict"))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.withoutRequestId()).isEqualTo(again.withoutRequestId()));
        return again;
    }

    private static void remember(List<String> own, Answer answer) {
        if (answer.status() == 201) {
            synchronized (own) {
                own.add(answer.id());
            }
        }
    }

    private static @Nullable String picked(Random random, List<String> own) {
        synchronized (own) {
            return own.isEmpty() ? null : own.get(random.nextInt(own.size()));
        }
    }
}
