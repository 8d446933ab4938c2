package dev.medislot.availability.opening;

import dev.medislot.availability.opening.CalendarSlot.Status;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A doctor's calendar: all slots, and every booking, also one without a slot; not yet with states. */
@Repository
class Calendars {

    private final JdbcClient jdbc;

    Calendars(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Ordered by start.
     *
     * @param until the date after the last one
     * @param earliest the first start that may be booked
     * @param holder the patient that asks; their own holds do not hide slots
     */
    List<CalendarSlot> of(SlotSettings slotSettings, LocalDate from, LocalDate until, Instant now, Instant earliest,
            @Nullable PatientId holder) {
        var zone = slotSettings.timeZone();
        return jdbc.sql("""
                select starts_at, ends_at, 'BOOKED' as status, visit_type_id from booking
                where doctor_id = :doctor and status <> 'CANCELLED' and starts_at >= :from and starts_at < :until
                union all
                select s.starts_at, s.ends_at,
                       case when exists (select 1 from hold h where h.doctor_id = s.doctor_id and h.held_until > :now
                                           and coalesce(h.busy_from, h.starts_at) < s.ends_at
                                           and coalesce(h.busy_until, h.ends_at) > s.starts_at
                                           and (h.patient_id = :holder::uuid) is not true) then 'BOOKED'
                            when s.starts_at < :earliest then 'PAST'
                            when s.open = 0 and not s.time_off then 'BOOKED'
                            when s.time_off then 'TIME_OFF' else 'OPEN' end, null
                from slot s
                where s.doctor_id = :doctor and s.starts_at >= :from and s.starts_at < :until and not s.booked
                  and (s.fits is null or s.fits <> 0 or s.time_off)
                order by starts_at
                """)
                .param("doctor", slotSettings.doctor())
                .param("from", from.atStartOfDay(zone).toInstant())
                .param("until", until.atStartOfDay(zone).toInstant())
                .param("now", now)
                .param("earliest", earliest)
                .param("holder", holder)
                .query((row, _) -> slot(row, slotSettings))
                .list();
    }

    private static CalendarSlot slot(ResultSet row, SlotSettings slotSettings) throws SQLException {
        var zone = slotSettings.timeZone();
        var start = Rows.instant(row, "starts_at");
        var end = Rows.instant(row, "ends_at");
        return new CalendarSlot(new SlotId(slotSettings.doctor(), start, Rows.uuidOrNull(row, "visit_type_id")), start,
                end, LocalDateTime.ofInstant(start, zone).toString(), LocalDateTime.ofInstant(end, zone).toString(),
                Status.valueOf(row.getString("status")), Set.of());
    }
}
