package dev.medislot.booking.desk;

import static dev.medislot.service.sql.Rows.doctorId;
import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.patientId;
import static dev.medislot.service.sql.Rows.slotId;
import static dev.medislot.service.sql.Rows.uuid;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.medislot.booking.desk.DeskDay.DeskSlot;
import dev.medislot.booking.desk.DeskDay.DeskVisit;
import dev.medislot.booking.desk.DeskDay.Status;
import dev.medislot.booking.desk.DeskFilter.Span;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads doctors, their published slots, and the bookings and holds of a day. */
@Repository
class DeskRows {

    private static final String DOCTORS = """
            select d.id, d.first_name, d.last_name, d.specialty, d.time_zone
            from doctor d
            join unnest(:zones::text[], :froms::timestamptz[], :tos::timestamptz[]) as span (zone, day_from, day_to)
              on span.zone = d.time_zone
            """;

    private static final String HAS_A_SLOT = """
            (exists (select 1 from doctor_day day, unnest(day.starts) as slot (start)
                     where day.doctor_id = d.id and day.date between :date::date - 2 and :date::date + 2
                       and slot.start >= span.day_from and slot.start < span.day_to
                       and (:bit::bigint is null or states_of_slot(day, slot.start) & :bit::bigint <> 0))
             or exists (select 1 from doctor_day day cross join lateral visits_of_day(day) visit
                        where day.doctor_id = d.id and day.date between :date::date - 2 and :date::date + 2
                          and day.visits is not null
                          and visit.starts_at >= span.day_from and visit.starts_at < span.day_to
                          and visit.licensed & coalesce(:bit::bigint, visit.licensed) <> 0)
             or exists (select 1 from booking b
                        where b.doctor_id = d.id and b.starts_at >= span.day_from and b.starts_at < span.day_to
                          and (b.status in ('CONFIRMED', 'COMPLETED', 'NO_SHOW')
                               or b.status = 'HELD' and b.held_until > :now)
                          and (:state::text is null or b.patient_state = :state::text)))
            """;

    /** A doctor with at least one slot, booking or hold on the day. */
    record Doctor(DoctorId id, String firstName, String lastName, @Nullable String specialty, ZoneId zone) {}

    /** A booking or hold, with the doctor's time that it takes. */
    record Taken(DeskSlot slot, Instant busyFrom, Instant busyUntil) {}

    /**
     * A visit that can start, with the doctor's time that it would take.
     *
     * @param visit null for the default visit
     */
    record Published(SlotId id, Instant end, Instant busyFrom, Instant busyUntil, @Nullable DeskVisit visit) {

        boolean overlaps(Taken other) {
            return busyFrom.isBefore(other.busyUntil) && other.busyFrom.isBefore(busyUntil);
        }

        String typeName() {
            return visit == null ? "" : visit.visitTypeName();
        }
    }

    private final JdbcClient jdbc;

    DeskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lists the doctors of the day by name. */
    List<Doctor> doctors(DeskFilter filter, Instant now, int limit, @Nullable Cursor after) {
        var zones = jdbc.sql("select distinct time_zone from doctor where time_zone is not null")
                .query(String.class)
                .list();
        var spans = zones.stream().map(zone -> filter.spanIn(ZoneId.of(zone))).toList();
        var where = Where.of(HAS_A_SLOT)
                .and("d.id = :doctor", "doctor", filter.doctor())
                .and("search_text(d.specialty) = search_text(:specialty)", "specialty", filter.specialty())
                .and("(d.last_name, d.first_name, d.id) > (:last, :first, :id)", after == null ? null
                        : Map.of("last", after.text(0), "first", after.text(1), "id", after.uuid(2)));
        var state = filter.state();
        return jdbc.sql(DOCTORS + where + " order by d.last_name, d.first_name, d.id limit :limit")
                .params(where.params())
                .param("zones", zones.toArray(String[]::new))
                .param("froms", spans.stream().map(span -> span.from().toString()).toArray(String[]::new))
                .param("tos", spans.stream().map(span -> span.to().toString()).toArray(String[]::new))
                .param("date", filter.date().toString())
                .param("bit", state == null ? null : state.bit())
                .param("state", state == null ? null : state.name())
                .param("now", now)
                .param("limit", limit)
                .query((row, _) -> new Doctor(doctorId(row, "id"), row.getString("first_name"),
                        row.getString("last_name"), row.getString("specialty"), ZoneId.of(row.getString("time_zone"))))
                .list();
    }

    /**
     * The published slots of some doctors that start within a span, as if no patient had them; of visit types, those
     * that patients from the state may book, or from any state.
     */
    Map<DoctorId, List<Published>> published(List<DoctorId> doctors, Span span, @Nullable UsState state) {
        return jdbc.sql("""
                select day.doctor_id, v.starts_at, v.ends_at, v.busy_from, v.busy_until, v.visit_type_id,
                       v.name as visit_type_name, v.mode
                from doctor_day day cross join lateral (
                    select slot.starts_at, slot.ends_at, slot.starts_at as busy_from, slot.ends_at as busy_until,
                           null::uuid as visit_type_id, null as name, null as mode
                    from unnest(day.starts, day.ends) as slot (starts_at, ends_at)
                    union all
                    select visit.starts_at, visit.ends_at, visit.busy_from, visit.busy_until, visit.visit_type_id,
                           visit.name, visit.mode
                    from visits_of_day(day) visit
                    where visit.licensed & coalesce(:bit::bigint, visit.licensed) <> 0) v
                where day.doctor_id in (:doctors) and v.starts_at >= :from and v.starts_at < :to
                  and day.date between (:from at time zone 'UTC')::date - 2 and (:to at time zone 'UTC')::date + 1
                """)
                .param("doctors", doctors)
                .param("from", span.from())
                .param("to", span.to())
                .param("bit", state == null ? null : state.bit())
                .query((row, _) -> Map.entry(doctorId(row, "doctor_id"), published(row)))
                .list()
                .stream()
                .collect(groupingBy(Entry::getKey, mapping(Entry::getValue, toList())));
    }

    /** The bookings and live holds of some doctors that take time of slots of a span, or start within it. */
    Map<DoctorId, List<Taken>> taken(List<DoctorId> doctors, Span span, Instant now) {
        return jdbc.sql("""
                select b.id, b.doctor_id, b.starts_at, b.ends_at, b.status, b.held_until, b.patient_id,
                       p.first_name || ' ' || p.last_name as patient_name, p.date_of_birth,
                       b.visit_type_id, b.visit_type_name, b.mode, coalesce(b.busy_from, b.starts_at) as busy_from,
                       coalesce(b.busy_until, b.ends_at) as busy_until
                from booking b
                left join patient p on p.id = b.patient_id
                where b.doctor_id in (:doctors)
                  and b.starts_at > :from - interval '24 hours' and b.starts_at < :to + interval '24 hours'
                  and (b.status in ('CONFIRMED', 'COMPLETED', 'NO_SHOW') or b.status = 'HELD' and b.held_until > :now)
                """)
                .param("doctors", doctors)
                .param("from", span.from())
                .param("to", span.to())
                .param("now", now)
                .query((row, _) -> Map.entry(doctorId(row, "doctor_id"), taken(row)))
                .list()
                .stream()
                .collect(groupingBy(Entry::getKey, mapping(Entry::getValue, toList())));
    }

    private static Published published(ResultSet row) throws SQLException {
        var slot = slotId(row);
        var end = instant(row, "ends_at");
        var type = slot.visitType();
        var visit = type == null ? null
                : new DeskVisit(slot, type, row.getString("visit_type_name"), VisitMode.valueOf(row.getString("mode")),
                        end);
        return new Published(slot, end, instant(row, "busy_from"), instant(row, "busy_until"), visit);
    }

    private static Taken taken(ResultSet row) throws SQLException {
        var slot = slotId(row);
        var id = uuid(row, "id");
        boolean held = row.getString("status").equals("HELD");
        return new Taken(
                new DeskSlot(slot, slot.start(), instant(row, "ends_at"), held ? Status.HELD : Status.BOOKED,
                        held ? null : id, held ? null : BookingStatus.valueOf(row.getString("status")),
                        held ? id : null, held ? instant(row, "held_until") : null, patientId(row, "patient_id"),
                        row.getString("patient_name"), row.getObject("date_of_birth", LocalDate.class),
                        row.getString("visit_type_name"), mode(row), List.of()),
                instant(row, "busy_from"), instant(row, "busy_until"));
    }

    private static @Nullable VisitMode mode(ResultSet row) throws SQLException {
        var mode = row.getString("mode");
        return mode == null ? null : VisitMode.valueOf(mode);
    }
}
