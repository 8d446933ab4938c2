package dev.medislot.booking.booking;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Visits of several types, lengths and buffers with one doctor. */
@BookingTest
class VisitTypesTest {

    private static final Instant FIRST = LocalDate.now(ZoneOffset.UTC)
            .plusDays(3)
            .atTime(15, 0)
            .toInstant(ZoneOffset.UTC);
    private static final UUID LONG = UUID.randomUUID();
    private static final UUID SHORT = UUID.randomUUID();
    private static final UUID MIDDLE = UUID.randomUUID();

    @Autowired
    private StoredClinic clinic;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aVisitIsAsLongAsItsTypeAndTakesItsBuffers() {
        var doctor = doctor();
        var patient = clinic.patient(CA);

        var booked = patient.book(slot(doctor, LONG, 0));

        assertThat(booked.status()).isEqualTo(201);
        assertThat(booked.text("end")).isEqualTo(at(60).toString());
        assertThat(booked.text("visitTypeId")).isEqualTo(LONG.toString());
        assertThat(booked.text("visitTypeName")).isEqualTo("Long");
        assertThat(booked.text("mode")).isEqualTo("PHONE");
        assertThat(booked.text("slotId")).isEqualTo(slot(doctor, LONG, 0).toString());
        assertThat(patient.get("/bookings/" + booked.id()).body()).isEqualTo(booked.body());
        assertThat(clinic.patient(CA).book(slot(doctor, SHORT, 60)).problem()).isEqualTo("slot-taken");
        assertThat(clinic.patient(CA).book(slot(doctor, SHORT, 90)).status()).isEqualTo(201);
        try (var events = new EventLog(Topics.BOOKINGS)) {
            await().until(() -> !events.of(booked.id()).isEmpty());
            assertThat(events.of(booked.id()).getFirst().value()).contains("\"mode\":\"PHONE\"",
                    "\"visitTypeName\":\"Long\"", "\"busyUntil\":\"" + at(70));
        }
    }

    @Test
    void aTypeThatIsNotOfferedThenIsUnknown() {
        var doctor = doctor();
        assertThat(clinic.patient(CA).book(slot(doctor, UUID.randomUUID(), 0)).status()).isEqualTo(404);
        assertThat(clinic.patient(CA).book(slot(doctor, LONG, 15)).status()).isEqualTo(404);
        assertThat(clinic.patient(CA).book(new SlotId(doctor, at(0))).status()).isEqualTo(404);
        assertThat(clinic.patient(UsState.NY).book(slot(doctor, LONG, 0)).problem()).isEqualTo("not-licensed");
    }

    @Test
    void holdsAndMovesGoFromTypeToType() {
        var doctor = doctor();
        var patient = clinic.patient(CA);
        assertThat(patient.hold(slot(doctor, LONG, 0)).status()).isEqualTo(201);
        assertThat(clinic.patient(CA).book(slot(doctor, SHORT, 60)).problem()).isEqualTo("slot-taken");
        var booked = patient.book(slot(doctor, SHORT, 0));
        assertThat(booked.status()).isEqualTo(201);

        var moved = patient.move(booked.id(), slot(doctor, LONG, 0));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text("visitTypeName")).isEqualTo("Long");
        assertThat(moved.text("end")).isEqualTo(at(60).toString());
    }

    @Test
    void aMoveTakesTheBuffersAlong() {
        var doctor = doctor();
        var mover = clinic.patient(CA);
        var booked = mover.book(slot(doctor, LONG, 0)).isCreated().id();
        var other = clinic.patient(CA);
        var neighbour = other.book(slot(doctor, SHORT, 210)).isCreated().id();

        assertThat(mover.move(booked, slot(doctor, LONG, 90)).status()).isEqualTo(200);

        assertThat(other.move(neighbour, slot(doctor, SHORT, 150)).problem()).isEqualTo("slot-taken");
        assertThat(other.move(neighbour, slot(doctor, MIDDLE, 60)).problem()).isEqualTo("slot-taken");
        assertThat(clinic.patient(CA).book(slot(doctor, SHORT, 150)).problem()).isEqualTo("slot-taken");
        assertThat(other.move(neighbour, slot(doctor, SHORT, 60)).status()).isEqualTo(200);
    }

    @Test
    void theDataOfAPatientNamesTheVisitType() {
        var doctor = doctor();
        var patient = clinic.patient(CA);
        patient.book(slot(doctor, LONG, 0)).isCreated();
        var held = slot(doctor, SHORT, 120);
        patient.hold(held).isCreated();

        var export = patient.get("/patients/me/export").isOk();
        assertThat(export.text("bookings/0/booking/visitTypeName")).isEqualTo("Long");
        assertThat(export.text("bookings/0/versions/0/slotId")).isEqualTo(slot(doctor, LONG, 0).toString());
        assertThat(export.texts("holds", "slotId")).containsExactly(held.toString());

        clinic.staff().send("DELETE", "/patients/" + patient.id(), Map.of()).has(204);
        assertThat(clinic.patient(CA).book(held).status()).isEqualTo(201);
        assertThat(clinic.patient(CA).book(slot(doctor, MIDDLE, 30)).status()).isEqualTo(201);
    }

    @Test
    void anUnconfirmedPatientHoldsOneVisitOfAnyType() {
        var one = slot(doctor(), LONG, 0);
        var other = slot(doctor(), SHORT, 120);
        var patient = clinic.patient(CA);
        jdbc.sql("update patient set email_confirmed_at = null where id = ?").param(patient.id()).update();

        patient.hold(one).isCreated();
        patient.hold(other).isCreated();

        assertThat(patient.get("/holds").isOk().texts("items", "slotId")).containsExactly(other.toString());
        assertThat(clinic.patient(CA).book(one).status()).isEqualTo(201);
    }

    @Test
    void whateverRacesTheDoctorsTimeIsNeverTakenTwice() throws Exception {
        var doctor = doctor();
        var patients = clinic.patients(20, CA);
        var staff = clinic.staff();
        var booked = Collections.synchronizedList(new ArrayList<String>());
        var seed = new Random().nextLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = IntStream.range(0, 16)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> act(doctor, patients, staff, booked, seed + i)))
                    .toList();
            var edits = threads.submit(() -> editUntilInterrupted(doctor, new Random(seed)));
            for (var worker : workers) {
                worker.get();
            }
            edits.cancel(true);
        }

        var busy = jdbc.sql("""
                select busy_from as starts_at, busy_until as ends_at from booking
                where doctor_id = ? and status in ('CONFIRMED', 'HELD') order by 1
                """)
                .param(doctor.value())
                .query((row, _) -> List.of(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
                .list();
        assertThat(busy).as("seed %d", seed).isNotEmpty();
        for (int i = 1; i < busy.size(); i++) {
            assertThat(busy.get(i - 1).getLast()).as("seed %d: %s", seed, busy)
                    .isBeforeOrEqualTo(busy.get(i).getFirst());
        }
        assertThat(staff.get("/audit").body().path("overlaps").asInt(-1)).isZero();
    }

    /** Each patient sends one request three times at once, for visits of all types that take each other's time. */
    @Test
    void keyedRetriesOfAnyTypeBookOnce() throws Exception {
        var doctor = doctor();
        var patients = clinic.patients(12, CA);
        var random = new Random();
        var slots = patients.stream()
                .map(_ -> slot(doctor, List.of(LONG, SHORT, MIDDLE).get(random.nextInt(3)), 30 * random.nextInt(8)))
                .toList();
        var answers = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3 * patients.size(); i++) {
                int number = i % patients.size();
                answers.add(threads.submit(() -> keyed(patients.get(number), slots.get(number))));
            }
        }

        int booked = 0;
        for (int number = 0; number < patients.size(); number++) {
            var again = keyed(patients.get(number), slots.get(number));
            assertThat(again.problem()).isIn("ok", "slot-taken");
            for (int i = number; i < answers.size(); i += patients.size()) {
                var answer = answers.get(i).get();
                if (!answer.problem().equals("idempotency-conflict")) {
                    assertThat(answer.withoutRequestId()).isEqualTo(again.withoutRequestId());
                }
            }
            booked += again.problem().equals("ok") ? 1 : 0;
        }
        assertThat(jdbc.sql("select count(*) from booking where doctor_id = ?")
                .param(doctor.value())
                .query(Integer.class)
                .single()).isEqualTo(booked).isPositive();
        assertThat(clinic.staff().get("/audit").body().path("overlaps").asInt(-1)).isZero();
    }

    private static Answer keyed(ApiCaller patient, SlotId slot) {
        return patient.post("/bookings", Map.of("slotId", slot.toString()), "Idempotency-Key", "key of " + slot);
    }

    @Test
    void aClaimThatWaitsForAnEditIsJudgedByTheNewDay() throws Exception {
        var doctor = doctor();
        var patient = clinic.patient(CA);
        var mover = clinic.patient(CA);
        var booked = mover.book(slot(doctor, SHORT, 0)).isCreated().id();

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = new ArrayList<Future<String>>();
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("""
                        update doctor_day set version = version + 1, visits = '[]', visits_version = version + 1
                        where doctor_id = ?
                        """).param(doctor.value()).update();
                claims.add(callers.submit(() -> patient.book(slot(doctor, LONG, 60)).problem()));
                claims.add(callers.submit(() -> mover.move(booked, slot(doctor, MIDDLE, 120)).problem()));
                await().until(() -> waiting() == 2);
            });
            for (var claim : claims) {
                assertThat(claim.get()).isEqualTo("not-found");
            }
        }
    }

    private long waiting() {
        return jdbc.sql("""
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and datname = current_database()
                """).query(Long.class).single();
    }

    private static void act(DoctorId doctor, List<ApiCaller> patients, ApiCaller staff, List<String> booked,
            long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            var patient = patients.get(random.nextInt(patients.size()));
            var slot = slot(doctor, List.of(LONG, SHORT, MIDDLE).get(random.nextInt(3)), 10 * random.nextInt(24));
            var booking = booked.isEmpty() ? null : booked.get(random.nextInt(booked.size()));
            int dice = random.nextInt(10);
            if (dice < 5 || booking == null) {
                var answer = patient.book(slot);
                if (answer.status() == 201) {
                    booked.add(answer.id());
                }
            } else if (dice < 6) {
                patient.hold(slot);
            } else if (dice < 8) {
                staff.move(booking, slot);
            } else {
                staff.cancel(booking);
            }
        }
    }

    /** Publishes the day again and again, with types of other lengths and buffers, and starts that come and go. */
    private void editUntilInterrupted(DoctorId doctor, Random random) {
        while (!Thread.currentThread().isInterrupted()) {
            var starts = IntStream.range(0, 24)
                    .filter(_ -> random.nextInt(4) > 0)
                    .mapToObj(i -> "\"%d\":%d".formatted(at(10 * i).getEpochSecond() / 60, CA.bit()))
                    .toList();
            var visits = Stream.of(LONG, SHORT, MIDDLE)
                    .map(type -> visit(type, "Edited", 10 + 5 * random.nextInt(12), 5 * random.nextInt(4),
                            5 * random.nextInt(4), starts))
                    .toList();
            jdbc.sql("""
                    update doctor_day set version = version + 1, visits = ?::jsonb, visits_version = version + 1
                    where doctor_id = ?
                    """).params(visits.toString(), doctor.value()).update();
        }
    }

    private static Instant at(int minute) {
        return FIRST.plus(Duration.ofMinutes(minute));
    }

    private static SlotId slot(DoctorId doctor, UUID type, int minute) {
        return new SlotId(doctor, at(minute), type);
    }

    /** Licensed in California, with three types that can start every half hour. */
    private DoctorId doctor() {
        var doctor = clinic.doctor(CA);
        var starts = IntStream.range(0, 8)
                .mapToObj(i -> "\"%d\":%d".formatted(at(30 * i).getEpochSecond() / 60, CA.bit()))
                .toList();
        var visits = List.of(visit(LONG, "Long", 60, 0, 10, starts), visit(SHORT, "Short", 20, 0, 0, starts),
                visit(MIDDLE, "Middle", 30, 15, 5, starts));
        jdbc.sql("""
                insert into doctor_day (doctor_id, date, version, starts, ends, licensed, visits, visits_version)
                values (?, ?, 1, '{}', '{}', ?, ?::jsonb, 1)
                """)
                .params(doctor.value(), FIRST.atZone(ZoneId.of("America/New_York")).toLocalDate(), CA.bit(),
                        visits.toString())
                .update();
        return doctor;
    }

    private static String visit(UUID type, String name, int minutes, int before, int after, List<String> starts) {
        return "{\"id\":\"%s\",\"name\":\"%s\",\"mode\":\"PHONE\",\"minutes\":%d,\"before\":%d,\"after\":%d,%s}"
                .formatted(type, name, minutes, before, after, "\"starts\":{" + String.join(",", starts) + "}");
    }
}
