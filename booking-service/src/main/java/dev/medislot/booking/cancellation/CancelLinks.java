package dev.medislot.booking.cancellation;

import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.uuid;

import dev.medislot.booking.access.PatientData;
import dev.medislot.common.CancelToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The links in mails that cancel bookings. A link works until the end of its visit, unless the visit is closed earlier,
 * and as long as the patient, or the guardian of a dependent, has the address to which it was mailed and the same
 * password.
 */
@Repository
class CancelLinks {

    private record Stored(CancelLink link, String key) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    CancelLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The link of that booking with that token. A cancelled booking has it too, so that a repeat finds it. */
    Optional<CancelLink> with(CancelToken token, UUID booking) {
        return jdbc.sql("""
                select b.id, b.patient_id, account.id as account, account.link_key, account.time_zone
                from booking b
                join patient p on p.id = b.patient_id
                join patient account on account.id = coalesce(p.guardian_id, p.id)
                where b.id = :booking and b.status in ('CONFIRMED', 'CANCELLED') and b.held_until is null
                  and b.ends_at > :now and account.link_key is not null
                """)
                .param("booking", booking)
                .param("now", clock.instant())
                .query(CancelLinks::stored)
                .optional()
                .filter(stored -> token.opens(booking, stored.key()))
                .map(Stored::link);
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(new CancelLink(new PatientData(patientId(row, "patient_id"), uuid(row, "id")),
                uuid(row, "account"), ZoneId.of(row.getString("time_zone"))), row.getString("link_key"));
    }
}
