package dev.medislot.notification.mail;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.instantOrNull;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.stateOrNull;
import static dev.medislot.service.sql.Rows.uuid;
import static dev.medislot.service.sql.Rows.uuidOrNull;

import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.MailedVisit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table as mails. */
final class MailRows {

    static final String SELECT = """
            select id, kind, extract(epoch from lead)::bigint as lead_seconds, recipient_id, recipient_role, booking_id,
                   booking_version, patient_id, doctor_id, starts_at, ends_at, changed_by, previous_starts_at,
                   previous_ends_at, other_doctor_id, mode, previous_mode, visit_type_id, previous_visit_type_id,
                   patient_state, withdrawal_cause, visit_type_name, previous_place, occurred_at, status, attempts,
                   resends, created_at,
                   coalesce(resent_at, created_at) as wanted_since, coalesce(sent_at, sent_before) as sent_at, failure,
                   trace_parent, expires_at, recipient_email, sender, subject, plain_text, html, invite
            from notification
            """;

    private MailRows() {}

    static Mail mail(ResultSet row, int number) throws SQLException {
        return new Mail(uuid(row, "id"), Kind.valueOf(row.getString("kind")),
                Duration.ofSeconds(row.getLong("lead_seconds")), uuid(row, "recipient_id"),
                Role.valueOf(row.getString("recipient_role")), visit(row), MailStatus.valueOf(row.getString("status")),
                row.getInt("attempts"), row.getInt("resends"), instant(row, "created_at"), instant(row, "wanted_since"),
                instantOrNull(row, "sent_at"), row.getString("failure"), row.getString("trace_parent"),
                instantOrNull(row, "expires_at"), letter(row));
    }

    private static @Nullable MailedVisit visit(ResultSet row) throws SQLException {
        var booking = uuidOrNull(row, "booking_id");
        return booking == null ? null
                : new MailedVisit(booking, row.getInt("booking_version"), instant(row, "occurred_at"),
                        patientId(row, "patient_id"), doctorId(row, "doctor_id"), instant(row, "starts_at"),
                        instant(row, "ends_at"),
                        row.getString("changed_by") == null ? null : Role.valueOf(row.getString("changed_by")),
                        instantOrNull(row, "previous_starts_at"), instantOrNull(row, "previous_ends_at"),
                        row.getObject("other_doctor_id") == null ? null : doctorId(row, "other_doctor_id"),
                        Objects.requireNonNullElse(mode(row, "mode"), VisitMode.VIDEO), mode(row, "previous_mode"),
                        uuidOrNull(row, "visit_type_id"), uuidOrNull(row, "previous_visit_type_id"),
                        stateOrNull(row, "patient_state"),
                        row.getString("withdrawal_cause") == null ? null
                                : WithdrawalCause.valueOf(row.getString("withdrawal_cause")),
                        row.getString("visit_type_name"), row.getString("previous_place"));
    }

    private static @Nullable VisitMode mode(ResultSet row, String column) throws SQLException {
        var mode = row.getString(column);
        return mode == null ? null : VisitMode.valueOf(mode);
    }

    private static @Nullable Letter letter(ResultSet row) throws SQLException {
        var subject = row.getString("subject");
        return subject == null ? null
                : new Letter(row.getString("recipient_email"), row.getString("sender"), subject,
                        row.getString("plain_text"), row.getString("html"), row.getString("invite"));
    }
}
