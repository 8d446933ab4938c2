package dev.medislot.availability.license;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Licenses that end soon, with the number of bookings after their last date. */
@Repository
class ExpiringLicenses {

    /**
     * @param strandedBookings bookings on dates behind the last, of patients who will be in that state
     */
    record ExpiringLicense(UUID id, UUID doctorId, String doctorName, UsState state, String number, LocalDate validFrom,
            LocalDate validUntil, int strandedBookings) {}

    private final JdbcClient jdbc;

    ExpiringLicenses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Licenses that end on those dates, both included, after the given end and id; ordered by them. */
    List<ExpiringLicense> find(LocalDate from, LocalDate to, LocalDate behindEnd, UUID behindId, int limit,
            Instant now) {
        return jdbc.sql("""
                select l.id, l.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, l.state, l.number,
                       l.valid_from, l.valid_until,
                       (select count(*) from booking b
                        where b.doctor_id = l.doctor_id and b.status = 'CONFIRMED' and b.patient_state = l.state
                          and b.starts_at > :now and (b.starts_at at time zone d.time_zone)::date > l.valid_until)
                       as stranded
                from license l join doctor d on d.id = l.doctor_id
                where l.valid_until between :from and :to and (l.valid_until, l.id) > (:behindEnd, :behindId)
                  and l.valid_until >= (:now at time zone d.time_zone)::date
                order by l.valid_until, l.id
                limit :limit
                """)
                .param("now", now.atOffset(UTC))
                .param("from", from)
                .param("to", to)
                .param("behindEnd", behindEnd)
                .param("behindId", behindId)
                .param("limit", limit)
                .query((row, number) -> new ExpiringLicense(row.getObject("id", UUID.class),
                        row.getObject("doctor_id", UUID.class), row.getString("doctor_name"),
                        UsState.valueOf(row.getString("state")), row.getString("number"),
                        row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class),
                        row.getInt("stranded")))
                .list();
    }
}
