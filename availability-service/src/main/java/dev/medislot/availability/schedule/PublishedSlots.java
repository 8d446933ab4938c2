package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.PlannedSlot;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.DoctorId;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of slots and published days. */
@Repository
class PublishedSlots {

    private final JdbcClient jdbc;

    PublishedSlots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ordered by start. */
    List<PlannedSlot> storedFrom(DoctorId doctor, Instant boundary) {
        return jdbc.sql("""
                select starts_at, ends_at, date, states, time_off, booked, fits, blocked from slot
                where doctor_id = :doctor and starts_at >= :boundary order by starts_at
                """)
                .param("doctor", doctor)
                .param("boundary", boundary)
                .query((row, _) -> new PlannedSlot(Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"),
                        row.getObject("date", LocalDate.class), row.getLong("states"), row.getBoolean("time_off"),
                        row.getBoolean("booked"), row.getObject("fits", Long.class), row.getLong("blocked")))
                .list();
    }

    /** Writes only the rows that differ. */
    void replace(DoctorId doctor, List<PlannedSlot> before, List<PlannedSlot> after) {
        var was = PlannedSlot.byStart(before);
        var is = PlannedSlot.byStart(after);
        var gone = before.stream().filter(slot -> !is.containsKey(slot.start())).toList();
        var written = after.stream().filter(slot -> !slot.equals(was.get(slot.start()))).toList();
        if (!gone.isEmpty()) {
            delete(doctor, gone);
        }
        if (!written.isEmpty()) {
            write(doctor, written);
        }
    }

    private void delete(DoctorId doctor, List<PlannedSlot> slots) {
        jdbc.sql("delete from slot where doctor_id = :doctor and starts_at in (select to_timestamp(unnest(:starts)))")
                .param("doctor", doctor)
                .param("starts", slots.stream().map(slot -> slot.start().getEpochSecond()).toArray(Long[]::new))
                .update();
    }

    private void write(DoctorId doctor, List<PlannedSlot> slots) {
        jdbc.sql("""
                insert into slot (doctor_id, starts_at, ends_at, date, states, time_off, booked, fits, blocked)
                select :doctor, to_timestamp(s.starts), to_timestamp(s.ends), date '1970-01-01' + s.date, s.states,
                       s.time_off, s.booked, s.fits, s.blocked
                from unnest(:starts, :ends, :dates, :states, :timeOff, :booked, :fits::bigint[], :blocked)
                     s (starts, ends, date, states, time_off, booked, fits, blocked)
                on conflict (doctor_id, starts_at) do update
                set ends_at = excluded.ends_at, date = excluded.date, states = excluded.states,
                    time_off = excluded.time_off, booked = excluded.booked, fits = excluded.fits,
                    blocked = excluded.blocked
                """)
                .param("doctor", doctor)
                .param("starts", slots.stream().map(slot -> slot.start().getEpochSecond()).toArray(Long[]::new))
                .param("ends", slots.stream().map(slot -> slot.end().getEpochSecond()).toArray(Long[]::new))
                .param("dates", days(slots.stream().map(PlannedSlot::date)))
                .param("states", slots.stream().map(PlannedSlot::states).toArray(Long[]::new))
                .param("timeOff", slots.stream().map(PlannedSlot::timeOff).toArray(Boolean[]::new))
                .param("booked", slots.stream().map(PlannedSlot::booked).toArray(Boolean[]::new))
                .param("fits", slots.stream().map(PlannedSlot::fits).toArray(Long[]::new))
                .param("blocked", slots.stream().map(PlannedSlot::blocked).toArray(Long[]::new))
                .update();
    }

    /** Days since 1970-01-01. */
    private static Integer[] days(Stream<LocalDate> dates) {
        return dates.map(date -> Math.toIntExact(date.toEpochDay())).toArray(Integer[]::new);
    }

    /** Doctors whose days follow from a closure or a visit type that was changed. */
    List<DoctorId> toRepublish(DoctorId after, int limit) {
        return jdbc.sql("""
                select id from doctor where (to_republish or closures_due) and id > :after order by id limit :limit
                """).param("after", after).param("limit", limit).query((row, _) -> Rows.doctorId(row, "id")).list();
    }

    /** Returns true after a change of closures or visit types, or if an earlier release published the days. */
    boolean isRepublicationDue(DoctorId doctor, Instant now) {
        return jdbc.sql("""
                select to_republish or closures_due or exists (
                    select 1 from schedule_day day
                    where day.doctor_id = :id and day.date >= (:now at time zone time_zone)::date
                      and day.steps_cut_version <> day.version)
                from doctor where id = :id
                """).param("id", doctor).param("now", now).query(Boolean.class).single();
    }

    boolean haveVisitsChanged(DoctorId doctor) {
        return jdbc.sql("select to_republish from doctor where id = :id")
                .param("id", doctor)
                .query(Boolean.class)
                .single();
    }

    void markRepublished(DoctorId doctor) {
        jdbc.sql("update doctor set to_republish = false, closures_due = false where id = :id")
                .param("id", doctor)
                .update();
    }

    void markPublished(DoctorId doctor, LocalDate until) {
        jdbc.sql("update doctor set published_until = :until where id = :id and published_until <> :until")
                .param("until", until)
                .param("id", doctor)
                .update();
    }

    record Late(DoctorId doctor, LocalDate publishedUntil) {}

    /** Records that the days as they stand follow from the rules of this release. */
    void markPlanned(DoctorId doctor, LocalDate from) {
        jdbc.sql("""
                update schedule_day set planned_version = version, steps_cut_version = version
                where doctor_id = :doctor and date >= :from
                  and (planned_version <> version or steps_cut_version <> version)
                """).param("doctor", doctor).param("from", from).update();
    }

    /**
     * A page of the doctors with days to publish, by id: their last published date is not the horizon's in their own
     * zone, or an earlier release published some of their days.
     */
    List<Late> notPublishedUntilTheHorizon(UUID after, Instant now, int horizonDays) {
        return jdbc.sql("""
                select d.id, case when today.outdated then today.date else d.published_until end as published_until,
                       today.date + :days as horizon
                from doctor d
                cross join lateral (select (:now at time zone d.time_zone)::date as date) now
                cross join lateral (
                    select now.date, exists (
                        select 1 from schedule_day day
                        where day.doctor_id = d.id and day.date >= now.date
                          and (day.planned_version <> day.version or day.steps_cut_version <> day.version))
                    as outdated) today
                where (d.published_until <> today.date + :days or today.outdated) and d.id > :after
                order by d.id limit 500
                """)
                .param("now", now)
                .param("days", horizonDays)
                .param("after", after)
                .query((row, _) -> late(row))
                .list();
    }

    private static Late late(ResultSet row) throws SQLException {
        var until = row.getObject("published_until", LocalDate.class);
        var horizon = row.getObject("horizon", LocalDate.class);
        return new Late(Rows.doctorId(row, "id"), until.isBefore(horizon) ? until : horizon);
    }

    void deleteSlotsBefore(DoctorId doctor, Instant start) {
        jdbc.sql("delete from slot where doctor_id = :doctor and starts_at < :start")
                .param("doctor", doctor)
                .param("start", start)
                .update();
    }

    /** Returns the next version of each. */
    Map<LocalDate, Long> deleteDaysBefore(DoctorId doctor, LocalDate date) {
        var versions = new HashMap<LocalDate, Long>();
        jdbc.sql("""
                delete from schedule_day where doctor_id = :doctor and date < :date
                returning date, version + 1 as version
                """).param("doctor", doctor).param("date", date).query(row -> {
            versions.put(row.getObject("date", LocalDate.class), row.getLong("version"));
        });
        return versions;
    }

    /** The zone and the visit types that a date was last published with. */
    record Published(String zone, @Nullable UUID visits) {}

    Map<LocalDate, Published> published(DoctorId doctor, LocalDate from) {
        var days = new HashMap<LocalDate, Published>();
        jdbc.sql("select date, time_zone, visits from schedule_day where doctor_id = :doctor and date >= :from")
                .param("doctor", doctor)
                .param("from", from)
                .query(row -> {
                    days.put(row.getObject("date", LocalDate.class),
                            new Published(row.getString("time_zone"), Rows.uuidOrNull(row, "visits")));
                });
        return days;
    }

    Map<LocalDate, Long> nextVersions(SlotSettings slotSettings, @Nullable UUID visits, List<LocalDate> dates) {
        var versions = new HashMap<LocalDate, Long>();
        jdbc.sql("""
                insert into schedule_day (doctor_id, date, version, time_zone, planned_version, steps_cut_version,
                                          visits)
                select :doctor, date '1970-01-01' + d, 1, :zone, 1, 1, :visits::uuid from unnest(:dates) d
                on conflict (doctor_id, date) do update
                set version = schedule_day.version + 1, time_zone = excluded.time_zone, visits = excluded.visits,
                    planned_version = schedule_day.version + 1, steps_cut_version = schedule_day.version + 1
                returning date, version
                """)
                .param("doctor", slotSettings.doctor())
                .param("zone", slotSettings.timeZone())
                .param("visits", visits)
                .param("dates", days(dates.stream()))
                .query(row -> {
                    versions.put(row.getObject("date", LocalDate.class), row.getLong("version"));
                });
        return versions;
    }
}
