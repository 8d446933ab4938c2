package dev.medislot.booking.risk;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;

import dev.medislot.booking.booking.Booking;
import dev.medislot.booking.risk.AtRisk.Proposal;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds other doctors who could see the patient of a booking at the same start: for the same visit type, as long as it
 * lasts with them, or for the default visit, at least as long as the booking. Doctors of the same specialty come first.
 */
@Repository
class Proposals {

    private static final int MAX_PROPOSALS = 5;

    private static final String DEFAULT_VISIT = """
            from doctor_day day cross join lateral (
                select day.ends[array_position(day.starts, :start)] as ends_at, null as name, null as mode,
                       states_of_slot(day, :start) as licensed, :start::timestamptz as busy_from,
                       day.ends[array_position(day.starts, :start)] as busy_until) v
            join doctor d on d.id = day.doctor_id
            where :start = any (day.starts) and v.ends_at >= :end
            """;
    /** In person, the licenses are those of the state of the doctor's place. */
    private static final String VISIT_OF_TYPE = """
            from doctor_day day cross join lateral visit_of_slot(day, :visitType::uuid, :start) v
            join doctor d on d.id = day.doctor_id
            where day.visits is not null
            """;

    private final JdbcClient jdbc;

    Proposals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Proposal> to(Booking booking, Instant now) {
        var date = LocalDate.ofInstant(booking.start(), ZoneOffset.UTC);
        return jdbc.sql("""
                select day.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, v.ends_at,
                       v.name as visit_type_name, coalesce(v.mode, 'VIDEO') as mode
                %s
                  and day.date between :from and :to and v.licensed & :state <> 0 and day.doctor_id <> :doctor
                  and not exists (
                      select 1 from booking b
                      where b.doctor_id = day.doctor_id and b.status in ('CONFIRMED', 'HELD')
                        and tstzrange(coalesce(b.busy_from, b.starts_at), coalesce(b.busy_until, b.ends_at), '[)')
                            && tstzrange(v.busy_from, v.busy_until, '[)')
                        and (b.held_until is null or b.held_until > :now))
                  and not exists (
                      select 1 from booking b
                      where b.patient_id = :patient and b.status = 'CONFIRMED' and b.id <> :booking
                        and tstzrange(b.starts_at, b.ends_at, '[)') && tstzrange(:start, v.ends_at, '[)'))
                order by search_text(d.specialty) is distinct from
                         (select search_text(own.specialty) from doctor own where own.id = :doctor),
                         d.last_name, d.first_name, d.id
                limit :limit
                """.formatted(booking.visitTypeId() == null ? DEFAULT_VISIT : VISIT_OF_TYPE))
                .param("visitType", booking.visitTypeId())
                .param("booking", booking.id())
                .param("patient", booking.patientId())
                .param("start", booking.start())
                .param("end", booking.end())
                .param("from", date.minusDays(1))
                .param("to", date.plusDays(1))
                .param("state", booking.patientState().bit())
                .param("doctor", booking.doctorId())
                .param("now", now)
                .param("limit", MAX_PROPOSALS)
                .query((row, _) -> proposal(row, booking))
                .list();
    }

    private static Proposal proposal(ResultSet row, Booking booking) throws SQLException {
        var doctor = doctorId(row, "doctor_id");
        return new Proposal(new SlotId(doctor, booking.start(), booking.visitTypeId()), doctor,
                row.getString("doctor_name"), booking.start(), instant(row, "ends_at"), booking.visitTypeId(),
                row.getString("visit_type_name"), VisitMode.valueOf(row.getString("mode")));
    }
}
