package dev.medislot.booking.audit;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@BookingTest
class SelfAuditTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    SelfAudit audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MeterRegistry meters;

    @Test
    void everyBookingHasItsEventsWhateverHappenedToIt() {
        var slots = clinic.day(clinic.doctor(CA), 3, 4);
        var patient = clinic.patient(CA);
        var moved = patient.book(slots.get(0)).id();
        patient.move(moved, slots.get(1));
        patient.hold(slots.get(2));
        patient.cancel(patient.book(slots.get(3)).id());
        patient.patch("/patients/me", Map.of("address", Map.of("state", "CA")));

        var findings = clinic.staff().get("/audit").body();

        for (var count : List.of("overlaps", "bookingsWithoutEvent", "versionsWithoutEvent", "eventsWithoutBooking",
                "contradictions")) {
            assertThat(findings.path(count).asInt(-1)).as(count).isZero();
        }
        assertThat(patient.get("/audit").problem()).isEqualTo("forbidden");
    }

    @Test
    void whatMustNeverBeIsFound() {
        var slots = clinic.day(clinic.doctor(CA), 3, 3);
        var patient = clinic.patient(CA);
        var booking = UUID.fromString(patient.book(slots.get(0)).id());
        var other = UUID.fromString(patient.book(slots.get(1)).id());
        var lost = UUID.fromString(patient.book(slots.get(2)).id());
        var before = audit.count();

        transaction.executeWithoutResult(rollback -> {
            jdbc.sql("update booking set version = 3 where id = ?").param(booking).update();
            jdbc.sql("update booking set status = 'COMPLETED' where id = ?").param(other).update();
            jdbc.sql("update booking_history set booking_id = gen_random_uuid() where booking_id = ?")
                    .param(lost)
                    .update();
            jdbc.sql("alter table booking drop constraint doctor_sees_one_patient_at_a_time").update();
            jdbc.sql("alter table booking drop constraint patient_is_at_one_visit_at_a_time").update();
            jdbc.sql("update booking set ends_at = ends_at + interval '3 hours' where id = ?").param(booking).update();
            rollback.setRollbackOnly();

            var found = audit.count();
            assertThat(found.overlaps()).isGreaterThan(before.overlaps());
            assertThat(found.bookingsWithoutEvent()).isGreaterThan(before.bookingsWithoutEvent());
            assertThat(found.versionsWithoutEvent()).isGreaterThan(before.versionsWithoutEvent());
            assertThat(found.eventsWithoutBooking()).isGreaterThan(before.eventsWithoutBooking());
            assertThat(found.contradictions()).isGreaterThan(before.contradictions());
            assertThat(meters.get("medislot.audit.contradictions").gauge().value()).isEqualTo(found.contradictions());
        });
    }
}
