package dev.medislot.availability.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Holds that have not expired. */
@Repository
class LiveHolds {

    /** @param patient missing where the event of the hold had none */
    record LiveHold(@Nullable UUID patient, Instant start, Instant until) {

        boolean isOf(@Nullable PatientId holder) {
            return holder != null && holder.value().equals(patient);
        }
    }

    private final JdbcClient jdbc;

    LiveHolds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static @Nullable PatientId patient(Optional<Caller> caller) {
        return caller.filter(each -> each.role() == Role.PATIENT).map(each -> new PatientId(each.id())).orElse(null);
    }

    /** The caller, if they are a patient who holds a slot; all other callers see the same openings. */
    @Nullable
    PatientId holder(Optional<Caller> caller, Instant now) {
        var patient = patient(caller);
        return patient != null
                && jdbc.sql("select exists (select 1 from hold where patient_id = :patient and held_until > :now)")
                        .param("patient", patient)
                        .param("now", now)
                        .query(Boolean.class)
                        .single() ? patient : null;
    }

    List<LiveHold> overlapping(DoctorId doctor, Instant start, Instant end, Instant now) {
        return jdbc.sql("""
                select patient_id, starts_at, held_until, visit_type_id from hold
                where doctor_id = :doctor and held_until > :now
                  and coalesce(busy_from, starts_at) < :end and coalesce(busy_until, ends_at) > :start
                """)
                .param("doctor", doctor)
                .param("now", now)
                .param("start", start)
                .param("end", end)
                .query(LiveHolds::hold)
                .list();
    }

    private static LiveHold hold(ResultSet row, int number) throws SQLException {
        return new LiveHold(Rows.uuid(row, "patient_id"), Rows.instant(row, "starts_at"),
                Rows.instant(row, "held_until"));
    }
}
