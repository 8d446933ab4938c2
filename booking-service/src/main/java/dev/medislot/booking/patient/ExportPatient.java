package dev.medislot.booking.patient;

import dev.medislot.booking.booking.PatientBookings;
import dev.medislot.booking.claim.HoldQueries;
import dev.medislot.booking.patient.PatientExport.ExportedRating;
import dev.medislot.booking.waitlist.Waitlist;
import dev.medislot.common.PatientId;
import dev.medislot.service.sql.Rows;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Collects the stored data of a patient, as of one moment. */
@Component
class ExportPatient {

    private static final int MAX_HOLDS = 1_000;

    private final Patients patients;
    private final PatientBookings bookings;
    private final HoldQueries holds;
    private final Waitlist waitlist;
    private final JdbcClient jdbc;

    ExportPatient(Patients patients, PatientBookings bookings, HoldQueries holds, Waitlist waitlist, JdbcClient jdbc) {
        this.patients = patients;
        this.bookings = bookings;
        this.holds = holds;
        this.waitlist = waitlist;
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Optional<PatientExport> export(PatientId id) {
        return patients.findById(id)
                .map(patient -> new PatientExport(patient, patients.findDependents(id), bookings.withVersions(id),
                        holds.list(List.of(id), MAX_HOLDS, null), ratings(id), waitlist.of(id)));
    }

    private List<ExportedRating> ratings(PatientId patient) {
        return jdbc.sql("""
                select booking_id, stars, comment, created_at, updated_at from rating
                where patient_id = :patient order by created_at, id
                """)
                .param("patient", patient)
                .query((row, _) -> new ExportedRating(Rows.uuid(row, "booking_id"), row.getInt("stars"),
                        row.getString("comment"), Rows.instant(row, "created_at"), Rows.instant(row, "updated_at")))
                .list();
    }
}
