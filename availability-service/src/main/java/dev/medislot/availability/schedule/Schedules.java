package dev.medislot.availability.schedule;

import dev.medislot.availability.schedule.RepublishDoctor.Cancelling;
import dev.medislot.availability.slot.Absence;
import dev.medislot.availability.slot.Hours;
import dev.medislot.availability.slot.LiveBooking;
import dev.medislot.availability.slot.OfferedVisit;
import dev.medislot.availability.slot.Plan;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.service.sql.Rows;
import dev.medislot.web.problem.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables that slots are computed from. */
@Repository
public class Schedules {

    /** No slot is longer, so an index on starts finds all slots that end after an instant. */
    public static final Duration MAX_SLOT = Duration.ofHours(8);

    private final JdbcClient jdbc;

    Schedules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the doctor until the transaction ends, so that no other edit changes this doctor's slots. */
    Optional<SlotSettings> lock(DoctorId doctor) {
        return jdbc.sql("""
                select time_zone, slot_minutes, coalesce(start_every, slot_minutes) as start_every, hours_version,
                       place_state
                from doctor where id = :id for no key update
                """).param("id", doctor).query((row, _) -> slotSettings(doctor, row)).optional();
    }

    private Optional<SlotSettings> find(DoctorId doctor) {
        return jdbc.sql("""
                select time_zone, slot_minutes, coalesce(start_every, slot_minutes) as start_every, hours_version,
                       place_state
                from doctor where id = :id
                """).param("id", doctor).query((row, _) -> slotSettings(doctor, row)).optional();
    }

    /** Throws {@link Refused} when there is no such doctor. */
    public SlotSettings get(DoctorId doctor) {
        return find(doctor).orElseThrow(Refused::notFound);
    }

    public boolean isActive(DoctorId doctor) {
        return jdbc.sql("select status = 'ACTIVE' from doctor where id = :id")
                .param("id", doctor)
                .query(Boolean.class)
                .single();
    }

    /** The first date that is not published yet. */
    public LocalDate publishedUntil(DoctorId doctor) {
        return jdbc.sql("select published_until from doctor where id = :id")
                .param("id", doctor)
                .query(LocalDate.class)
                .single();
    }

    private static SlotSettings slotSettings(DoctorId doctor, ResultSet row) throws SQLException {
        return new SlotSettings(doctor, ZoneId.of(row.getString("time_zone")), row.getInt("slot_minutes"),
                row.getInt("start_every"), row.getLong("hours_version"), Rows.stateOrNull(row, "place_state"));
    }

    /** The plan with the bookings that end after the boundary. */
    public Plan plan(SlotSettings slotSettings, Instant boundary) {
        var doctor = slotSettings.doctor();
        return new Plan(slotSettings, hours(doctor), absences(slotSettings, boundary), licenses(doctor),
                liveBookings(doctor, boundary), visits(doctor));
    }

    /** The visit types that the doctor offers now; null for the default visit. */
    public @Nullable List<OfferedVisit> visits(DoctorId doctor) {
        var chosen = jdbc.sql("""
                select v.visit_type_id, v.bit, v.name, v.mode, v.minutes, v.buffer_before, v.buffer_after,
                       v.state
                from doctor_visit_type chosen left join offered_visit v using (doctor_id, visit_type_id)
                where chosen.doctor_id = :doctor order by v.bit
                """).param("doctor", doctor).query((row, _) -> visit(row)).list();
        return chosen.isEmpty() ? null : chosen.stream().flatMap(Optional::stream).toList();
    }

    private static Optional<OfferedVisit> visit(ResultSet row) throws SQLException {
        return row.getString("name") == null ? Optional.empty()
                : Optional.of(new OfferedVisit(Rows.uuid(row, "visit_type_id"), row.getInt("bit"),
                        row.getString("name"), VisitMode.valueOf(row.getString("mode")), row.getInt("minutes"),
                        row.getInt("buffer_before"), row.getInt("buffer_after"), Rows.stateOrNull(row, "state")));
    }

    /** Returns no hours for an inactive doctor. */
    public Hours hours(DoctorId doctor) {
        return isActive(doctor) ? storedHours(doctor) : Hours.NONE;
    }

    private Hours storedHours(DoctorId doctor) {
        return new Hours(storedWindows(doctor), dateWindows(doctor));
    }

    private Map<LocalDate, List<Window>> dateWindows(DoctorId doctor) {
        var dates = new HashMap<LocalDate, List<Window>>();
        jdbc.sql("""
                select h.date, w.start_minute, w.end_minute
                from date_hours h left join lateral unnest(h.starts, h.ends) w (start_minute, end_minute) on true
                where h.doctor_id = :doctor
                """).param("doctor", doctor).query(row -> {
            var date = row.getObject("date", LocalDate.class);
            var windows = dates.computeIfAbsent(date, _ -> new ArrayList<>());
            if (row.getObject("start_minute") != null) {
                windows.add(new Window(false, date, null, new TimeOfDay(row.getInt("start_minute")),
                        new TimeOfDay(row.getInt("end_minute"))));
            }
        });
        return dates;
    }

    private List<Window> storedWindows(DoctorId doctor) {
        return jdbc.sql("""
                select recurring, first_date, until, start_minute, end_minute from timeslot where doctor_id = :doctor
                """)
                .param("doctor", doctor)
                .query((row, _) -> new Window(row.getBoolean("recurring"), row.getObject("first_date", LocalDate.class),
                        row.getObject("until", LocalDate.class), new TimeOfDay(row.getInt("start_minute")),
                        new TimeOfDay(row.getInt("end_minute"))))
                .list();
    }

    /** How much the doctor has stored now. */
    ScheduleSize size(DoctorId doctor, Instant now) {
        var hours = storedHours(doctor);
        return jdbc.sql("""
                select d.time_zone, least(d.slot_minutes, d.start_every) as slot_minutes,
                       (select count(*) from time_off where doctor_id = d.id) as time_off,
                       (select count(*) from license where doctor_id = d.id) as licenses
                from doctor d where d.id = :doctor
                """)
                .param("doctor", doctor)
                .query((row, _) -> ScheduleSize.of(hours, row.getInt("slot_minutes"), row.getInt("time_off"),
                        row.getInt("licenses"), LocalDate.ofInstant(now, ZoneId.of(row.getString("time_zone")))))
                .single();
    }

    /** The time off and the closures that end after the boundary. */
    private List<Absence> absences(SlotSettings slotSettings, Instant boundary) {
        return jdbc.sql("""
                select starts_at, ends_at, false as closure from time_off where doctor_id = :doctor
                union all
                select starts_at, ends_at, true from closure where ends_at > :boundary
                """)
                .param("doctor", slotSettings.doctor())
                .param("boundary", LocalDateTime.ofInstant(boundary, slotSettings.timeZone()))
                .query((row, _) -> absence(row))
                .list();
    }

    /** The closures that are not over for the doctor and cancel bookings, the oldest first. */
    List<Cancelling> cancellingClosures(SlotSettings slotSettings, Instant now) {
        return jdbc.sql("""
                select starts_at, ends_at, true as closure, actor_id, actor_role from closure
                where cancels_bookings and ends_at > :now
                order by created_at, id
                """)
                .param("now", LocalDateTime.ofInstant(now, slotSettings.timeZone()))
                .query((row, _) -> new Cancelling(absence(row),
                        new Actor(Rows.uuidOrNull(row, "actor_id"), Role.valueOf(row.getString("actor_role")))))
                .list();
    }

    private static Absence absence(ResultSet row) throws SQLException {
        return new Absence(row.getObject("starts_at", LocalDateTime.class),
                row.getObject("ends_at", LocalDateTime.class), row.getBoolean("closure"));
    }

    /** The licenses that count: the verified ones. */
    public List<DoctorChanged.License> licenses(DoctorId doctor) {
        return jdbc.sql("""
                select state, valid_from, valid_until from verified_license where doctor_id = :doctor
                order by state, valid_from
                """).param("doctor", doctor).query(Schedules::license).list();
    }

    /** The licenses that will count once staff has verified them. */
    public List<DoctorChanged.License> unverifiedLicenses(DoctorId doctor) {
        return jdbc.sql("""
                select state, valid_from, valid_until from license where doctor_id = :doctor and verified_at is null
                order by state, valid_from
                """).param("doctor", doctor).query(Schedules::license).list();
    }

    private static DoctorChanged.License license(ResultSet row, int number) throws SQLException {
        return new DoctorChanged.License(Rows.state(row, "state"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class));
    }

    private List<LiveBooking> liveBookings(DoctorId doctor, Instant endsAfter) {
        return jdbc.sql("""
                select id, status = 'CONFIRMED' as confirmed, starts_at, ends_at, patient_state, visit_type_id,
                       coalesce(busy_from, starts_at) as busy_from, coalesce(busy_until, ends_at) as busy_until
                from booking
                where doctor_id = :doctor and status <> 'CANCELLED' and starts_at >= :earliest
                  and coalesce(busy_until, ends_at) + interval '2 hours' > :endsAfter
                order by starts_at
                """)
                .param("doctor", doctor)
                .param("earliest", endsAfter.minus(OfferedVisit.MAX_LENGTH))
                .param("endsAfter", endsAfter)
                .query((row, _) -> new LiveBooking(Rows.uuid(row, "id"), row.getBoolean("confirmed"),
                        Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"), Rows.state(row, "patient_state"),
                        Rows.uuidOrNull(row, "visit_type_id"), Rows.instant(row, "busy_from"),
                        Rows.instant(row, "busy_until")))
                .list();
    }
}
