package dev.medislot.booking.waitlist;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.Instance;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.service.sql.Rows;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The line under races, crashes and short holds, with two instances on one database. */
class WaitlistLineTest {

    private static final int PATIENTS = 50;
    private static final String QUICK = "medislot.waitlist.every=50ms";
    private static final String NEVER = "medislot.waitlist.every=1d";
    /** The lock of an offer stays in Redis until its lease ends, and the next offer waits for that. */
    private static final String BRIEF_LOCKS = "medislot.redis.lease=250ms";

    private record Offered(String entry, Instant at, Instant until, String status) {}

    @Test
    void fiftyPatientsAreAskedOneAfterTheOther() throws Exception {
        var brief = "medislot.waitlist.hold=250ms";
        try (var one = Instance.on("line", QUICK, brief, BRIEF_LOCKS);
                var other = Instance.on("line", QUICK, brief, BRIEF_LOCKS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stop = new AtomicBoolean();
            var clinic = one.clinic();
            var jdbc = one.bean(JdbcClient.class);
            var doctor = clinic.doctor(CA);
            var slot = clinic.day(doctor, 3, 1).getFirst();
            var booked = clinic.patient(CA);
            var booking = booked.book(slot).isCreated().id();
            var patients = clinic.patients(PATIENTS, CA);
            var entries = new ArrayList<String>();
            for (var patient : patients) {
                entries.add(join(patient.at((entries.size() % 2 == 0 ? one : other).address()), slot));
            }
            var most = threads.submit(() -> mostLiveHolds(jdbc, doctor, stop));
            var last = patients.getLast();
            holdLongerFor(last, jdbc);

            try {
                booked.cancel(booking).isOk();
                await().until(() -> last.post("/waitlist/" + entries.getLast() + "/booking", on(slot)).status() == 201);
            } finally {
                stop.set(true);
            }

            assertThat(most.get()).isEqualTo(1);
            var offers = offers(jdbc, doctor);
            assertThat(offers).extracting(Offered::entry).isEqualTo(entries);
            for (int i = 1; i < offers.size(); i++) {
                assertThat(offers.get(i).at()).isAfterOrEqualTo(offers.get(i - 1).until());
            }
            assertThat(offers).extracting(Offered::status)
                    .containsOnlyOnce("BOOKED")
                    .endsWith("BOOKED")
                    .containsOnly("LAPSED", "BOOKED");
            assertThat(confirmed(jdbc, doctor)).containsExactly(last.id());
            assertThat(jdbc.sql("select count(*) from freed_time").query(Integer.class).single()).isZero();
            assertThat(last.get("/waitlist").isOk().texts("items", "status")).containsExactly("BOOKED");
            try (var events = new EventLog(Topics.WAITLIST)) {
                for (var entry : entries) {
                    assertThat(events.await(entry, 1)).hasSize(1)
                            .allSatisfy(
                                    event -> assertThat(event.as(WaitlistOffered.class).slot().id()).isEqualTo(slot));
                }
            }
        }
    }

    @Test
    void theOfferOutlivesACrashAfterTheSlotWasFreed() {
        SlotId slot;
        ApiCaller patient;
        String entry;
        try (var crashing = Instance.on("crash", NEVER)) {
            var clinic = crashing.clinic();
            slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
            var booked = clinic.patient(CA);
            var booking = booked.book(slot).isCreated().id();
            patient = clinic.patient(CA);
            entry = join(patient, slot);
            booked.cancel(booking).isOk();
            assertThat(patient.get("/waitlist/" + entry).isOk().text("status")).isEqualTo("WAITING");
        }

        try (var next = Instance.on("crash", QUICK)) {
            var again = patient.at(next.address());
            await().until(() -> again.get("/waitlist/" + entry).isOk().text("status").equals("OFFERED"));
            assertThat(again.get("/waitlist/" + entry).text("offer/slotId")).isEqualTo(slot.toString());
        }
    }

    @Test
    void aFailureInTheMiddleOfAnOfferLeavesNothingOfIt() {
        try (var instance = Instance.on("failing", NEVER)) {
            var clinic = instance.clinic();
            var jdbc = instance.bean(JdbcClient.class);
            var doctor = clinic.doctor(CA);
            var slot = clinic.day(doctor, 3, 1).getFirst();
            var booked = clinic.patient(CA);
            var booking = booked.book(slot).isCreated().id();
            var entry = join(clinic.patient(CA), slot);
            booked.cancel(booking).isOk();
            jdbc.sql("alter table waitlist_offer add constraint failing check (false)").update();

            instance.bean(OfferFreedTime.class).run();

            assertThat(clinic.patient(CA).get("/waitlist").status()).isEqualTo(200);
            assertThat(offers(jdbc, doctor)).isEmpty();
            assertThat(liveHolds(jdbc, doctor)).isZero();
            jdbc.sql("alter table waitlist_offer drop constraint failing").update();
            jdbc.sql("update freed_time set due_at = now()").update();
            instance.bean(OfferFreedTime.class).run();
            assertThat(clinic.staff().get("/waitlist/" + entry).isOk().text("status")).isEqualTo("OFFERED");
        }
    }

    /** The patient books and leaves, a stranger and the next in line book, and the hold expires. */
    @Test
    void aRacedSlotHasOnePatientAndTheLineGoesOn() throws Exception {
        var brief = "medislot.waitlist.hold=150ms";
        try (var one = Instance.on("races", QUICK, brief);
                var other = Instance.on("races", QUICK, brief);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clinic = one.clinic();
            var jdbc = one.bean(JdbcClient.class);
            var seen = new HashMap<String, AtomicInteger>();
            for (int round = 0; round < 24; round++) {
                var doctor = clinic.doctor(CA);
                var slot = clinic.day(doctor, 3, 1).getFirst();
                var booked = clinic.patient(CA);
                var booking = booked.book(slot).isCreated().id();
                var first = clinic.patient(CA);
                var second = clinic.patient(CA).at(other.address());
                var stranger = clinic.patient(CA).at(other.address());
                var entry = join(first, slot);
                var later = join(second, slot);
                booked.cancel(booking).isOk();
                await().pollInterval(Duration.ofMillis(5)).until(() -> !offers(jdbc, doctor).isEmpty());

                // these two repeat their request, so that they also meet the end of a hold
                Callable<Answer> strange = () -> untilSettled(jdbc, doctor, () -> stranger.book(slot));
                Callable<Answer> next = () -> untilSettled(jdbc, doctor,
                        () -> second.post("/waitlist/" + later + "/booking", on(slot)));
                Callable<Answer> accept = () -> first.post("/waitlist/" + entry + "/booking", on(slot));
                Callable<Answer> leave = () -> first.at(other.address()).delete("/waitlist/" + entry);
                var racing = switch (round % 4) {
                    case 0 -> List.of(accept, leave, strange, next);
                    case 1 -> List.of(strange, next, leave);
                    case 2 -> List.of(next, strange, accept);
                    default -> List.of(next, strange);
                };
                var answers = threads.invokeAll(racing);
                for (var answer : answers) {
                    seen.computeIfAbsent(answer.get().problem(), _ -> new AtomicInteger()).incrementAndGet();
                }

                await().until(() -> isSettled(jdbc, doctor));
                var has = confirmed(jdbc, doctor);
                var answered = new TreeSet<UUID>();
                for (var answer : answers) {
                    if (answer.get().status() == 201) {
                        answered.add(UUID.fromString(answer.get().text("patientId")));
                    }
                }
                assertThat(has).as("round %d: %s", round, answers).hasSizeLessThanOrEqualTo(1);
                assertThat(answered).as("round %d", round).isEqualTo(Set.copyOf(has));
                var status = second.get("/waitlist/" + later).isOk().text("status");
                assertThat(status).isEqualTo(has.contains(second.id()) ? "BOOKED" : "WAITING");
            }
            assertThat(seen.keySet()).isSubsetOf("ok", "slot-taken", "state-conflict", "not-found");
            assertThat(clinic.staff().get("/audit").body().path("overlaps").asInt(-1)).isZero();
        }
    }

    /** So that the patient's request meets the hold, however slow the machine is. */
    private static void holdLongerFor(ApiCaller patient, JdbcClient jdbc) {
        jdbc.sql("""
                create function hold_longer() returns trigger language plpgsql as $$
                begin
                    new.held_until := new.held_until + interval '10 minutes';
                    return new;
                end $$
                """).update();
        for (var table : List.of("booking", "waitlist_offer")) {
            jdbc.sql("""
                    create trigger hold_longer before insert on %s for each row
                    when (new.patient_id = '%s' and new.held_until is not null) execute function hold_longer()
                    """.formatted(table, patient.id())).update();
        }
    }

    private static Answer untilSettled(JdbcClient jdbc, DoctorId doctor, Callable<Answer> request) throws Exception {
        Answer answer;
        do {
            answer = request.call();
        } while (answer.status() != 201 && !isSettled(jdbc, doctor));
        return answer;
    }

    /** Whether every offer has ended, and none follows. */
    private static boolean isSettled(JdbcClient jdbc, DoctorId doctor) {
        return jdbc.sql("""
                select not exists (select 1 from booking where doctor_id = :doctor and status = 'HELD')
                       and not exists (select 1 from freed_time)
                """).param("doctor", doctor).query(Boolean.class).single();
    }

    private static String join(ApiCaller patient, SlotId slot) {
        return patient.post("/waitlist", Map.of("doctorId", slot.doctor().value(), "from", slot.start().toString(),
                "to", slot.start().plusSeconds(1).toString())).isCreated().id();
    }

    private static int mostLiveHolds(JdbcClient jdbc, DoctorId doctor, AtomicBoolean stop) {
        var most = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            most.accumulateAndGet(liveHolds(jdbc, doctor), Math::max);
            return stop.get();
        });
        return most.get();
    }

    private static int liveHolds(JdbcClient jdbc, DoctorId doctor) {
        return jdbc.sql("""
                select count(*) from booking
                where doctor_id = :doctor and status = 'HELD' and held_until > clock_timestamp()
                """).param("doctor", doctor).query(Integer.class).single();
    }

    private static List<Offered> offers(JdbcClient jdbc, DoctorId doctor) {
        return jdbc.sql("""
                select entry_id::text as entry, created_at, held_until, status from waitlist_offer
                where doctor_id = :doctor order by created_at
                """)
                .param("doctor", doctor)
                .query((row, _) -> new Offered(row.getString("entry"), Rows.instant(row, "created_at"),
                        Rows.instant(row, "held_until"), row.getString("status")))
                .list();
    }

    private static List<UUID> confirmed(JdbcClient jdbc, DoctorId doctor) {
        return jdbc.sql("select patient_id from booking where doctor_id = :doctor and status = 'CONFIRMED'")
                .param("doctor", doctor)
                .query(UUID.class)
                .list();
    }

    private static Map<String, String> on(SlotId slot) {
        return Map.of("slotId", slot.toString());
    }
}
