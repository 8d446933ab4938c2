package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.Absence;
import dev.medislot.availability.slot.LiveBooking;
import dev.medislot.availability.slot.Plan;
import dev.medislot.availability.slot.PlannedSlot;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.web.problem.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of slots and published days, and the tables that slots are computed from. */
@Repository
public class Schedules {

    /** No slot is longer, so an index on starts finds all slots that end after an instant. */
    public static final Duration LONGEST_SLOT = Duration.ofHours(8);

    private final JdbcClient jdbc;

    Schedules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the doctor until the transaction ends, so that no other edit changes this doctor's slots. */
    Optional<SlotSettings> lock(DoctorId doctor) {
        return jdbc.sql("""
                select time_zone, slot_minutes, hours_version from doctor where id = ? for no key update
                """).param(doctor.value()).query((row, number) -> slotSettings(doctor, row)).optional();
    }

    private Optional<SlotSettings> find(DoctorId doctor) {
        return jdbc.sql("select time_zone, slot_minutes, hours_version from doctor where id = ?")
                .param(doctor.value())
                .query((row, number) -> slotSettings(doctor, row))
                .optional();
    }

    /** Throws {@link Refused} when there is no such doctor. */
    public SlotSettings get(DoctorId doctor) {
        return find(doctor).orElseThrow(Refused::notFound);
    }

    /** The first date that is not published yet. */
    public LocalDate publishedUntil(DoctorId doctor) {
        return jdbc.sql("select published_until from doctor where id = ?")
                .param(doctor.value())
                .query(LocalDate.class)
                .single();
    }

    private static SlotSettings slotSettings(DoctorId doctor, ResultSet row) throws SQLException {
        return new SlotSettings(doctor, ZoneId.of(row.getString("time_zone")), row.getInt("slot_minutes"),
                row.getLong("hours_version"));
    }

    /** With the bookings that end after the boundary. */
    public Plan plan(SlotSettings slotSettings, Instant boundary) {
        var doctor = slotSettings.doctor();
        return new Plan(slotSettings, windows(doctor), absences(doctor), licenses(doctor),
                liveBookings(doctor, boundary));
    }

    private List<Window> windows(DoctorId doctor) {
        return jdbc.sql("""
                select recurring, first_date, until, start_minute, end_minute from timeslot where doctor_id = ?
                """)
                .param(doctor.value())
                .query((row, number) -> new Window(row.getBoolean("recurring"),
                        row.getObject("first_date", LocalDate.class), row.getObject("until", LocalDate.class),
                        new TimeOfDay(row.getInt("start_minute")), new TimeOfDay(row.getInt("end_minute"))))
                .list();
    }

    private List<Absence> absences(DoctorId doctor) {
        return jdbc.sql("select starts_at, ends_at from time_off where doctor_id = ?")
                .param(doctor.value())
                .query((row, number) -> new Absence(row.getObject("starts_at", LocalDateTime.class),
                        row.getObject("ends_at", LocalDateTime.class)))
                .list();
    }

    public List<DoctorChanged.License> licenses(DoctorId doctor) {
        return jdbc.sql("select state, valid_from, valid_until from license where doctor_id = ?")
                .param(doctor.value())
                .query((row, number) -> new DoctorChanged.License(UsState.valueOf(row.getString("state")),
                        row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class)))
                .list();
    }

    private List<LiveBooking> liveBookings(DoctorId doctor, Instant endsAfter) {
        return jdbc.sql("""
                select id, status = 'CONFIRMED' as confirmed, starts_at, ends_at, patient_state from booking
                where doctor_id = ? and status <> 'CANCELLED' and starts_at >= ? and ends_at > ?
                order by starts_at
                """)
                .params(doctor.value(), at(endsAfter.minus(LONGEST_SLOT)), at(endsAfter))
                .query((row, number) -> new LiveBooking(row.getObject("id", UUID.class), row.getBoolean("confirmed"),
                        instant(row, "starts_at"), instant(row, "ends_at"),
                        UsState.valueOf(row.getString("patient_state"))))
                .list();
    }

    /** Ordered by start. */
    List<PlannedSlot> storedFrom(DoctorId doctor, Instant boundary) {
        return jdbc.sql("""
                select starts_at, ends_at, date, states, time_off, booked from slot
                where doctor_id = ? and starts_at >= ? order by starts_at
                """)
                .params(doctor.value(), at(boundary))
                .query((row, number) -> new PlannedSlot(instant(row, "starts_at"), instant(row, "ends_at"),
                        row.getObject("date", LocalDate.class), row.getLong("states"), row.getBoolean("time_off"),
                        row.getBoolean("booked")))
                .list();
    }

    /** Writes only the rows that differ. */
    void replace(DoctorId doctor, List<PlannedSlot> before, List<PlannedSlot> after) {
        var was = PlannedSlot.byStart(before);
        var is = PlannedSlot.byStart(after);
        var gone = before.stream().filter(slot -> !is.containsKey(slot.start())).toList();
        var written = after.stream().filter(slot -> !slot.equals(was.get(slot.start()))).toList();
        if (!gone.isEmpty()) {
            jdbc.sql("delete from slot where doctor_id = ? and starts_at in (select to_timestamp(unnest(?)))")
                    .params(doctor.value(), seconds(gone))
                    .update();
        }
        if (!written.isEmpty()) {
            jdbc.sql("""
                    insert into slot (doctor_id, starts_at, ends_at, date, states, time_off, booked)
                    select ?, to_timestamp(s.starts), to_timestamp(s.ends), date '1970-01-01' + s.date, s.states,
                           s.time_off, s.booked
                    from unnest(?, ?, ?, ?, ?, ?) s (starts, ends, date, states, time_off, booked)
                    on conflict (doctor_id, starts_at) do update
                    set ends_at = excluded.ends_at, date = excluded.date, states = excluded.states,
                        time_off = excluded.time_off, booked = excluded.booked
                    """)
                    .params(doctor.value(), seconds(written),
                            written.stream().map(slot -> slot.end().getEpochSecond()).toArray(Long[]::new),
                            written.stream()
                                    .map(slot -> Math.toIntExact(slot.date().toEpochDay()))
                                    .toArray(Integer[]::new),
                            written.stream().map(PlannedSlot::states).toArray(Long[]::new),
                            written.stream().map(PlannedSlot::timeOff).toArray(Boolean[]::new),
                            written.stream().map(PlannedSlot::booked).toArray(Boolean[]::new))
                    .update();
        }
    }

    private static Long[] seconds(List<PlannedSlot> slots) {
        return slots.stream().map(slot -> slot.start().getEpochSecond()).toArray(Long[]::new);
    }

    void markPublished(DoctorId doctor, LocalDate until) {
        jdbc.sql("update doctor set published_until = ? where id = ? and published_until <> ?")
                .params(until, doctor.value(), until)
                .update();
    }

    record Late(DoctorId doctor, LocalDate publishedUntil) {}

    /** Some of the doctors whose last published date is not the horizon's, in their own zones; ordered by id. */
    List<Late> notPublishedUntilTheHorizon(UUID behind, Instant now, int horizonDays) {
        return jdbc.sql("""
                select id, published_until, (:now at time zone time_zone)::date + :days as horizon from doctor
                where published_until <> (:now at time zone time_zone)::date + :days and id > :behind
                order by id limit 500
                """).param("now", at(now)).param("days", horizonDays).param("behind", behind).query((row, number) -> {
            var until = row.getObject("published_until", LocalDate.class);
            var horizon = row.getObject("horizon", LocalDate.class);
            return new Late(new DoctorId(row.getObject("id", UUID.class)), until.isBefore(horizon) ? until : horizon);
        }).list();
    }

    void deleteSlotsBefore(DoctorId doctor, Instant start) {
        jdbc.sql("delete from slot where doctor_id = ? and starts_at < ?").params(doctor.value(), at(start)).update();
    }

    /** With the version that is next for each. */
    Map<LocalDate, Long> deleteDaysBefore(DoctorId doctor, LocalDate date) {
        var versions = new HashMap<LocalDate, Long>();
        jdbc.sql("delete from schedule_day where doctor_id = ? and date < ? returning date, version + 1 as version")
                .params(doctor.value(), date)
                .query(row -> {
                    versions.put(row.getObject("date", LocalDate.class), row.getLong("version"));
                });
        return versions;
    }

    /** The zones in which dates were last published. */
    Map<LocalDate, String> publishedZones(DoctorId doctor, LocalDate from) {
        var zones = new HashMap<LocalDate, String>();
        jdbc.sql("select date, time_zone from schedule_day where doctor_id = ? and date >= ?")
                .params(doctor.value(), from)
                .query(row -> {
                    zones.put(row.getObject("date", LocalDate.class), row.getString("time_zone"));
                });
        return zones;
    }

    Map<LocalDate, Long> nextVersions(SlotSettings slotSettings, List<LocalDate> dates) {
        var versions = new HashMap<LocalDate, Long>();
        jdbc.sql("""
                insert into schedule_day (doctor_id, date, version, time_zone)
                select ?, date '1970-01-01' + d, 1, ? from unnest(?) d
                on conflict (doctor_id, date) do update
                set version = schedule_day.version + 1, time_zone = excluded.time_zone
                returning date, version
                """)
                .params(slotSettings.doctor().value(), slotSettings.timeZone().getId(),
                        dates.stream().map(date -> Math.toIntExact(date.toEpochDay())).toArray(Integer[]::new))
                .query(row -> {
                    versions.put(row.getObject("date", LocalDate.class), row.getLong("version"));
                });
        return versions;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
