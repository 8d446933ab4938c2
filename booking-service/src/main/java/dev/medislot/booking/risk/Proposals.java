package dev.medislot.booking.risk;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;

import dev.medislot.booking.booking.Booking;
import dev.medislot.booking.risk.AtRisk.Proposal;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds other doctors who could see the patient of a booking at the same start, for at least as long. */
@Repository
class Proposals {

    private static final int MAX = 5;

    private final JdbcClient jdbc;

    Proposals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty for a visit in person, which needs the doctor's place. */
    List<Proposal> to(Booking booking, Instant now) {
        if (booking.mode() == VisitMode.IN_PERSON) {
            return List.of();
        }
        var date = LocalDate.ofInstant(booking.start(), ZoneOffset.UTC);
        return jdbc.sql("""
                select day.doctor_id, d.first_name || ' ' || d.last_name as name,
                       day.ends[array_position(day.starts, :start)] as ends_at
                from doctor_day day
                join doctor d on d.id = day.doctor_id
                where day.date between :from and :to and :start = any (day.starts)
                  and states_of_slot(day, :start) & :state <> 0
                  and day.ends[array_position(day.starts, :start)] >= :end and day.doctor_id <> :doctor
                  and not exists (
                      select 1 from booking b
                      where b.doctor_id = day.doctor_id and b.status in ('CONFIRMED', 'HELD')
                        and tstzrange(coalesce(b.busy_from, b.starts_at), coalesce(b.busy_until, b.ends_at), '[)')
                            && tstzrange(:start, day.ends[array_position(day.starts, :start)], '[)')
                        and (b.held_until is null or b.held_until > :now))
                  and not exists (
                      select 1 from booking b
                      where b.patient_id = :patient and b.status = 'CONFIRMED' and b.id <> :booking
                        and tstzrange(b.starts_at, b.ends_at, '[)')
                            && tstzrange(:start, day.ends[array_position(day.starts, :start)], '[)'))
                order by d.last_name, d.first_name, d.id
                limit :limit
                """)
                .param("booking", booking.id())
                .param("patient", booking.patientId())
                .param("start", booking.start())
                .param("end", booking.end())
                .param("from", date.minusDays(1))
                .param("to", date.plusDays(1))
                .param("state", booking.patientState().bit())
                .param("doctor", booking.doctorId())
                .param("now", now)
                .param("limit", MAX)
                .query((row, _) -> {
                    var doctor = doctorId(row, "doctor_id");
                    return new Proposal(new SlotId(doctor, booking.start()), doctor, row.getString("name"),
                            booking.start(), instant(row, "ends_at"));
                })
                .list();
    }
}
