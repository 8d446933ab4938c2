package dev.medislot.booking.waitlist;

import static dev.medislot.common.UsState.CA;
import static dev.medislot.common.UsState.NV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.booking.booking.Bookings;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class JoinWaitlistTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String FROM = TODAY.plusDays(2).toString();
    private static final String TO = TODAY.plusDays(4).toString();

    @Autowired
    private StoredClinic clinic;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Waitlist waitlist;

    @Autowired
    private Bookings bookings;

    @Autowired
    private TransactionTemplate transaction;

    /** Later tests free slots that these entries would be offered. */
    @AfterEach
    void nobodyWaits() {
        clock.reset();
        jdbc.sql("delete from waitlist_entry").update();
    }

    @Test
    void anEntrySaysWhatItsPatientWaitsFor() {
        var patient = clinic.patient(CA);
        var doctor = clinic.doctor(CA).value();
        var type = UUID.randomUUID();

        var joined = patient
                .post("/waitlist",
                        Map.of("visitTypeId", type, "doctorId", doctor, "state", "NV", "from", FROM, "to", TO))
                .isCreated();

        assertThat(joined.header("Location")).contains("/api/v1/waitlist/" + joined.id());
        assertThat(joined.text("status")).isEqualTo("WAITING");
        assertThat(joined.text("patientId")).isEqualTo(patient.id().toString());
        assertThat(joined.text("visitTypeId")).isEqualTo(type.toString());
        assertThat(joined.text("doctorId")).isEqualTo(doctor.toString());
        assertThat(joined.text("state")).isEqualTo("NV");
        assertThat(joined.text("from")).isEqualTo(FROM + "T00:00:00Z");
        assertThat(joined.text("to")).isEqualTo(TODAY.plusDays(5) + "T00:00:00Z");
        assertThat(joined.body().path("offer").isNull()).isTrue();
        assertThat(patient.get("/waitlist/" + joined.id()).isOk().body()).isEqualTo(joined.body());
        assertThat(patient.get("/waitlist").isOk().list("items")).containsExactly(joined.body());
    }

    @Test
    void theStateIsThePatientsUnlessTheyNameAnother() {
        var patient = clinic.patient(NV);
        var joined = join(patient).isCreated();
        assertThat(joined.text("state")).isEqualTo("NV");

        jdbc.sql("update patient set state = 'CA' where id = ?").param(patient.id()).update();

        assertThat(patient.get("/waitlist/" + joined.id()).isOk().text("state")).isEqualTo("CA");
    }

    @Test
    void datesAreThoseOfTheZone() {
        var joined = clinic.patient(CA)
                .post("/waitlist", Map.of("from", FROM, "to", FROM, "timeZone", "America/New_York"))
                .isCreated();

        var from = Instant.parse(joined.text("from"));
        assertThat(from).isEqualTo(LocalDate.parse(FROM).atStartOfDay(ZoneId.of("America/New_York")).toInstant());
        assertThat(Instant.parse(joined.text("to"))).isAfterOrEqualTo(from.plus(Duration.ofHours(23)));
    }

    @Test
    void timesThatCannotBeAreRefused() {
        var patient = clinic.patient(CA);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        patient.post("/waitlist", Map.of("to", TO)).isInvalid("from");
        patient.post("/waitlist", Map.of("from", FROM)).isInvalid("to");
        patient.post("/waitlist", Map.of("from", "soon", "to", TO)).isInvalid("from");
        patient.post("/waitlist", Map.of("from", TO, "to", TODAY.plusDays(3).toString())).isInvalid("to");
        patient.post("/waitlist", Map.of("from", now.plusSeconds(60).toString(), "to", now.plusSeconds(60).toString()))
                .isInvalid("to");
        patient.post("/waitlist",
                Map.of("from", now.minusSeconds(90).toString(), "to", now.minusSeconds(60).toString())).isInvalid("to");
        patient.post("/waitlist", Map.of("from", FROM, "to", TO, "timeZone", "Mars")).isInvalid("timeZone");
        patient.post("/waitlist", Map.of("from", FROM, "to", TO, "state", "XX")).isInvalid("state");
        patient.post("/waitlist", Map.of("from", FROM, "to", TO, "doctorId", UUID.randomUUID()))
                .isProblem(404, "not-found");
        assertThat(patient.get("/waitlist").isOk().list("items")).isEmpty();
    }

    @Test
    void aPatientWaitsWithFiveEntriesHoweverTheyRace() throws Exception {
        var patient = clinic.patient(CA);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads
                    .invokeAll(IntStream.range(0, 12).<Callable<Answer>>mapToObj(_ -> () -> join(patient)).toList());
            var problems = new HashMap<String, Integer>();
            for (var answer : answers) {
                problems.merge(answer.get().problem(), 1, Integer::sum);
            }
            assertThat(problems).isEqualTo(Map.of("ok", 5, "state-conflict", 7));
        }
        clinic.staff()
                .post("/waitlist", Map.of("from", FROM, "to", TO, "patientId", patient.id()))
                .isProblem(409, "state-conflict");
        patient.delete("/waitlist/" + patient.get("/waitlist").isOk().text("items/0/id")).has(204);
        join(patient).isCreated();
    }

    @Test
    void entriesThatHaveEndedDoNotCount() {
        var patient = clinic.patient(CA);
        for (int i = 0; i < 5; i++) {
            join(patient).isCreated();
        }
        join(patient).isProblem(409, "state-conflict");

        clock.advance(Duration.ofDays(6));

        assertThat(patient.get("/waitlist").isOk().texts("items", "status")).containsOnly("ENDED");
        patient.post("/waitlist", Map.of("from", TODAY.plusDays(8).toString(), "to", TODAY.plusDays(9).toString()))
                .isCreated();
    }

    @Test
    void offersNeedAnAddressThatIsConfirmed() {
        var unconfirmed = clinic.patient(CA);
        jdbc.sql("update patient set email_confirmed_at = null where id = ?").param(unconfirmed.id()).update();
        var withoutEmail = clinic.patient(CA);
        jdbc.sql("update patient set email = null, password = null where id = ?").param(withoutEmail.id()).update();

        join(unconfirmed).isProblem(422, "email-unconfirmed");
        clinic.staff()
                .post("/waitlist", Map.of("from", FROM, "to", TO, "patientId", withoutEmail.id()))
                .isProblem(409, "state-conflict");
    }

    @Test
    void onlyThePatientTheirGuardianAndStaffSeeAnEntry() {
        var guardian = clinic.patient(CA);
        var mia = UUID
                .fromString(guardian
                        .post("/patients/me/dependents",
                                Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                        .isCreated()
                        .id());
        var other = clinic.patient(CA);
        var staff = clinic.staff();
        var slot = Map.of("slotId", new SlotId(clinic.doctor(CA), Instant.parse("2030-01-07T17:00:00Z")).toString());
        var own = join(guardian).isCreated().id();
        var hers = guardian.post("/waitlist", Map.of("from", FROM, "to", TO, "patientId", mia)).isCreated().id();

        assertThat(guardian.get("/waitlist").isOk().texts("items", "id")).containsExactly(own, hers);
        assertThat(guardian.get("/waitlist?patientId=" + mia).isOk().texts("items", "id")).containsExactly(hers);
        assertThat(guardian.get("/waitlist?patientId=me").isOk().texts("items", "id")).containsExactly(own);
        assertThat(staff.get("/waitlist?patientId=" + mia).isOk().texts("items", "id")).containsExactly(hers);
        assertThat(staff.get("/waitlist?limit=1").isOk().list("items")).hasSize(1);
        assertThat(other.get("/waitlist?patientId=" + mia).isOk().list("items")).isEmpty();
        other.get("/waitlist/" + hers).isProblem(404, "not-found");
        other.delete("/waitlist/" + hers).isProblem(404, "not-found");
        other.post("/waitlist/" + hers + "/booking", slot).isProblem(404, "not-found");
        other.post("/waitlist", Map.of("from", FROM, "to", TO, "patientId", mia)).isProblem(403, "forbidden");
        clinic.nobody().get("/waitlist/" + hers).isProblem(401, "unauthenticated");
        clinic.nobody().post("/waitlist/" + hers + "/booking", slot).isProblem(401, "unauthenticated");
        clinic.login(clinic.doctor(CA)).get("/waitlist").isProblem(403, "forbidden");
        staff.post("/waitlist", Map.of("from", FROM, "to", TO)).isInvalid("patientId");
        staff.post("/waitlist", Map.of("from", FROM, "to", TO, "patientId", UUID.randomUUID()))
                .isProblem(404, "not-found");
        guardian.post("/waitlist/" + own + "/booking", slot).isProblem(409, "state-conflict");
        guardian.delete("/waitlist/" + hers).has(204);
        guardian.delete("/waitlist/" + hers).isProblem(404, "not-found");
        assertThat(guardian.get("/patients/" + mia + "/access").isOk().texts("items", "operation"))
                .contains("listWaitlist", "joinWaitlist");
    }

    @Test
    void thePagesOfAListFollowOneAnother() {
        var patient = clinic.patient(CA);
        for (int i = 0; i < 3; i++) {
            join(patient).isCreated();
        }

        var first = patient.get("/waitlist?limit=2").isOk();
        var second = patient.get("/waitlist?limit=2&cursor=" + first.text("next")).isOk();

        assertThat(first.list("items")).hasSize(2);
        assertThat(second.list("items")).hasSize(1).doesNotContainAnyElementsOf(first.list("items"));
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void anErasedPatientWaitsNoMore() {
        var patient = clinic.patient(CA);
        var entry = join(patient).isCreated().id();
        assertThat(patient.get("/patients/me/export").isOk().texts("waitlist", "id")).containsExactly(entry);

        clinic.staff().send("DELETE", "/patients/" + patient.id(), Map.of()).has(204);

        assertThat(jdbc.sql("select count(*) from waitlist_entry where patient_id = ?")
                .param(patient.id())
                .query(Integer.class)
                .single()).isZero();
    }

    @Test
    void aBookingThatWaitedForAnEntryEndsIt() {
        var patient = clinic.patient(CA);
        var slot = clinic.day(clinic.doctor(CA), 3, 1).getFirst();
        var entry = UUID.randomUUID();

        var booked = Objects.requireNonNull(transaction.execute(_ -> {
            bookings.lockPatient(new PatientId(patient.id()));
            var booking = CompletableFuture.supplyAsync(() -> patient.book(slot), Thread::startVirtualThread);
            await().until(() -> booking.isDone() || isARowWaitedFor());
            waitlist.add(entry, wish(patient), Instant.now().truncatedTo(ChronoUnit.MICROS));
            return booking;
        })).join().isCreated();

        var ended = patient.get("/waitlist/" + entry).isOk();
        assertThat(ended.text("status")).isEqualTo("BOOKED");
        assertThat(ended.text("bookingId")).isEqualTo(booked.id());
    }

    private static Wish wish(ApiCaller patient) {
        return new Wish(new PatientId(patient.id()), null, null, null,
                TODAY.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC),
                TODAY.plusDays(5).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private boolean isARowWaitedFor() {
        return jdbc.sql("""
                select exists (select 1 from pg_stat_activity
                               where datname = current_database() and wait_event = 'transactionid')
                """).query(Boolean.class).single();
    }

    private static Answer join(ApiCaller patient) {
        return patient.post("/waitlist", Map.of("from", FROM, "to", TO));
    }
}
