package dev.medislot.booking.claim;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class LateDaysTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Autowired
    StoredClinic clinic;

    @Autowired
    LateDays lateDays;

    @Autowired
    Claims claims;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    private final LocalDate date = LocalDate.now(NEW_YORK).plusDays(3);
    private final Instant start = date.atTime(10, 0).atZone(NEW_YORK).toInstant();

    @Test
    void aSlotIsBookedWhoseScheduleArrivesLate() {
        var patient = clinic.patient(CA);

        try (var events = new EventPublisher()) {
            // the first record takes longer, also because the consumer may still wait for its partitions
            var earlier = new SlotId(clinic.doctor(CA), start);
            publish(events, earlier);
            await().until(() -> !lateDays.mayArrive(earlier));

            // on a busy machine Kafka may take longer than a claim waits, so several doctors publish
            assertThat(Stream.generate(() -> new SlotId(clinic.doctor(CA), start))
                    .limit(10)
                    .map(slot -> before(() -> patient.book(slot), () -> publish(events, slot)).problem())
                    .anyMatch("ok"::equals)).isTrue();
        }
    }

    @Test
    void aKeyedBookingWaitsTooAndIsMadeOnce() throws Exception {
        var slot = new SlotId(clinic.doctor(CA), start);
        var patient = clinic.patient(CA);
        var key = UUID.randomUUID().toString();
        Supplier<Answer> book = () -> patient.post("/bookings", Map.of("slotId", slot.toString()), "Idempotency-Key",
                key);

        var answer = before(book, () -> clinic.slot(slot.doctor(), start));

        assertThat(answer.problem()).isEqualTo("ok");
        assertThat(book.get().id()).isEqualTo(answer.id());
        assertThat(patient.get("/bookings").list("items")).hasSize(1);
    }

    @Test
    void holdsAndMovesWaitToo() throws Exception {
        var held = new SlotId(clinic.doctor(CA), start);
        var patient = clinic.patient(CA);
        assertThat(before(() -> patient.hold(held), () -> clinic.slot(held.doctor(), start)).problem()).isEqualTo("ok");

        var other = clinic.patient(CA);
        var booking = other.book(clinic.day(clinic.doctor(CA), 4, 1).getFirst()).id();
        var moved = new SlotId(clinic.doctor(CA), start);
        var answer = before(() -> other.move(booking, moved), () -> clinic.slot(moved.doctor(), start));
        assertThat(answer.problem()).isEqualTo("ok");
        assertThat(answer.text("slotId")).isEqualTo(moved.toString());
    }

    @Test
    void aSlotOfADayThatNeverArrivesIsNotFound() {
        var slot = new SlotId(clinic.doctor(CA), start);
        var patient = clinic.patient(CA);
        var booking = patient.book(clinic.day(clinic.doctor(CA), 4, 1).getFirst()).id();

        assertThat(patient.book(slot).problem()).isEqualTo("not-found");
        assertThat(patient.hold(slot).problem()).isEqualTo("not-found");
        assertThat(patient.move(booking, slot).problem()).isEqualTo("not-found");
    }

    @Test
    void aSlotThatArrivesDuringItsClaimIsRetried() {
        var slot = new SlotId(clinic.doctor(CA), start);
        var type = Type.ofMinutes(30);
        var typed = slot(clinic.doctor(CA), type);

        assertThatThrownBy(() -> claimDuring(slot, () -> clinic.slot(slot.doctor(), start)))
                .hasCauseInstanceOf(LateDays.DayUnknown.class);
        assertThatThrownBy(() -> claimDuring(typed, () -> clinic.offer(typed.doctor(), List.of(start), type)))
                .hasCauseInstanceOf(LateDays.DayUnknown.class);
    }

    @Test
    void aSlotThatArrivesInALongClaimIsBooked() {
        var slot = new SlotId(clinic.doctor(CA), start);
        var patient = clinic.patient(CA);

        var answer = whileLocked(patient.id(), () -> patient.book(slot), () -> {
            clinic.slot(slot.doctor(), start);
            var arrived = Instant.now();
            await().until(() -> Instant.now().isAfter(arrived.plus(LateDays.MAX_WAIT)));
        });

        assertThat(answer.problem()).isEqualTo("ok");
    }

    /** Kafka keeps no order between the topics of doctors and of their days. */
    @Test
    void aDayThatArrivesBeforeItsDoctorIsBooked() {
        var type = Type.ofMinutes(30);
        var slot = new SlotId(doctorWithoutRow(), start);
        var typed = slot(doctorWithoutRow(), type);

        assertThat(before(() -> clinic.patient(CA).book(slot), () -> clinic.slot(slot.doctor(), start)).problem())
                .isEqualTo("ok");
        assertThat(
                before(() -> clinic.patient(CA).book(typed), () -> clinic.offer(typed.doctor(), List.of(start), type))
                        .problem()).isEqualTo("ok");
    }

    private DoctorId doctorWithoutRow() {
        var doctor = clinic.doctor(CA);
        jdbc.sql("delete from doctor where id = ?").param(doctor.value()).update();
        return doctor;
    }

    @Test
    void onlyADayWithoutSlotsMayArrive() {
        var doctor = clinic.doctor(CA);
        clinic.slot(doctor, start);
        var unknown = clinic.doctor(CA);

        assertThat(lateDays.mayArrive(new SlotId(doctor, start.plusSeconds(60)))).isFalse();
        assertThat(lateDays.mayArrive(new SlotId(doctor, start.plus(Duration.ofDays(1))))).isTrue();
        assertThat(lateDays.mayArrive(new SlotId(doctor, start.minus(Duration.ofDays(1))))).isTrue();
        assertThat(lateDays.mayArrive(new SlotId(unknown, start))).isTrue();
        assertThat(lateDays.mayArrive(new SlotId(new DoctorId(UUID.randomUUID()), start))).isTrue();
        assertThat(lateDays.mayArrive(new SlotId(unknown, start.plus(Duration.ofDays(500))))).isFalse();
        clinic.close(doctor);
        assertThat(lateDays.mayArrive(new SlotId(doctor, start))).isTrue();
    }

    @Test
    void anotherChoiceOfVisitTypesArrivesLate() throws Exception {
        var doctor = clinic.doctor(CA);
        var first = Type.ofMinutes(30);
        var second = Type.ofMinutes(40);
        clinic.slot(doctor, start);

        assertThat(before(() -> clinic.patient(CA).hold(slot(doctor, first)),
                () -> clinic.offer(doctor, List.of(start), first)).problem()).isEqualTo("ok");
        var later = start.plus(Duration.ofHours(1));
        var patient = clinic.patient(CA);
        var booking = patient.book(clinic.day(clinic.doctor(CA), 5, 1).getFirst()).id();
        var moved = new SlotId(doctor, later, second.id());
        assertThat(before(() -> patient.move(booking, moved),
                () -> clinic.offer(doctor, List.of(start, later), first, second)).text("slotId"))
                        .isEqualTo(moved.toString());
        clinic.staff().cancel(booking);
        assertThat(before(() -> clinic.patient(CA).book(new SlotId(doctor, later)), () -> {
            clinic.close(doctor);
            clinic.license(doctor, Set.of(CA));
            clinic.slot(doctor, later);
        }).problem()).isEqualTo("ok");
    }

    @Test
    void onlyATypeThatTheDayDoesNotHaveMayArrive() {
        var doctor = clinic.doctor(CA);
        var type = Type.ofMinutes(30);
        assertThat(lateDays.mayArrive(slot(doctor, type))).isTrue();
        clinic.slot(doctor, start);
        assertThat(lateDays.mayArrive(slot(doctor, type))).isTrue();
        clinic.offer(doctor, List.of(start.plusSeconds(3600)), type);

        assertThat(lateDays.mayArrive(slot(doctor, type))).isFalse();
        assertThat(lateDays.mayArrive(slot(doctor, Type.ofMinutes(30)))).isTrue();
        assertThat(lateDays.mayArrive(new SlotId(doctor, start))).isTrue();
    }

    private SlotId slot(DoctorId doctor, Type type) {
        return new SlotId(doctor, start, type.id());
    }

    /** Lets the day arrive while the claim waits for its patient: the claim reads it as it was before. */
    private Claim claimDuring(SlotId slot, Runnable arrival) {
        var patient = clinic.patient(CA).id();
        var request = new ClaimRequest(slot, new PatientId(patient), null, Role.PATIENT);
        return whileLocked(patient, () -> transaction.execute(_ -> claims.book(request, _ -> true)), arrival);
    }

    /** Starts the claim while its patient is locked; the lock ends after the arrival. */
    private <T> T whileLocked(UUID patient, Supplier<T> claim, Runnable arrival) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            jdbc.sql("select id from patient where id = ? for no key update").param(patient).query(UUID.class).single();
            var answer = CompletableFuture.supplyAsync(claim, Thread::startVirtualThread);
            await().pollInSameThread().until(this::isItsRowWaitedFor);
            arrival.run();
            return answer;
        })).join();
    }

    /** Whether another transaction waits for the current one. */
    private boolean isItsRowWaitedFor() {
        return jdbc.sql("""
                select exists (select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))
                """).query(Boolean.class).single();
    }

    /** Lets something happen once the claim has been tried and is waiting. */
    private Answer before(Supplier<Answer> claim, Runnable arrival) {
        double tried = claims();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = CompletableFuture.supplyAsync(claim, threads);
            await().pollInterval(Duration.ofMillis(5)).until(() -> claims() > tried);
            arrival.run();
            return answer.join();
        }
    }

    private double claims() {
        return meters.get("medislot.claims").counter().count();
    }

    private void publish(EventPublisher events, SlotId slot) {
        events.publish(new SchedulePublished(slot.doctor().value(), date, 1, Instant.now(), NEW_YORK,
                List.of(new SlotTime(slot, slot.start(), slot.start().plus(StoredClinic.VISIT))), Set.of(UsState.CA),
                List.of()));
    }
}
