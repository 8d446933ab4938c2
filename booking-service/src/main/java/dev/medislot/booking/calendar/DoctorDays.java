package dev.medislot.booking.calendar;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The slots of each doctor's day and the states licensed on it; a day that offers nothing keeps its version. */
@Repository
class DoctorDays {

    private final JdbcClient jdbc;

    DoctorDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void publish(SchedulePublished day, long version) {
        store(new DoctorId(day.doctorId()), day.date(), version, day.slots(), UsState.mask(day.licensedStates()));
    }

    void empty(DoctorId doctor, LocalDate date, long version) {
        store(doctor, date, version, List.of(), 0);
    }

    private void store(DoctorId doctor, LocalDate date, long version, List<SlotTime> slots, long licensed) {
        jdbc.sql("""
                insert into doctor_day (doctor_id, date, version, starts, ends, licensed)
                values (?, ?, ?, ?::timestamptz[], ?::timestamptz[], ?)
                on conflict (doctor_id, date) do update
                set version = excluded.version, starts = excluded.starts, ends = excluded.ends,
                    licensed = excluded.licensed
                where doctor_day.version < excluded.version
                """).params(doctor.value(), date, version, times(slots, SlotTime::start), times(slots, SlotTime::end),
                licensed).update();
    }

    private static String[] times(List<SlotTime> slots, Function<SlotTime, Instant> edge) {
        return slots.stream().map(slot -> edge.apply(slot).toString()).toArray(String[]::new);
    }
}
