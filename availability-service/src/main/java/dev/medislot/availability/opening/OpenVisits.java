package dev.medislot.availability.opening;

import dev.medislot.availability.opening.Opening.OpenVisit;
import dev.medislot.common.VisitMode;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that both searches share. The visit types of a doctor are read once, as an array, and not again for each of
 * the doctor's slots.
 */
final class OpenVisits {

    static final String NOT_HELD = """
            not exists (
                select 1 from hold h where h.doctor_id = s.doctor_id and h.held_until > :now
                  and coalesce(h.busy_from, h.starts_at) < v.busy_until
                  and coalesce(h.busy_until, h.ends_at) > v.busy_from
                  and (h.patient_id = :holder::uuid) is not true)
            """;
    static final String COLUMNS = "v.ends_at, v.visit_type_id, v.bit, v.visit_type_name, v.mode";

    /** A doctor without a place chooses a type in person and does not offer it; then no visit is found. */
    private static final String WITH_VISIT_TYPE = """
            and (select active from visit_type where id = :visitType)
            and exists (select 1 from doctor_visit_type o
                        where o.doctor_id = l.doctor_id and o.visit_type_id = :visitType)""";

    private static final String TYPES_OF_MODE = "any (array(select id from visit_type where active and mode = :mode))";
    private static final String WITH_MODE = """
            and exists (select 1 from doctor_visit_type o
                        where o.doctor_id = l.doctor_id and o.visit_type_id = %s)""".formatted(TYPES_OF_MODE);
    /** The default visit, of a doctor without types, is by video. */
    private static final String WITH_VIDEO = """
            and coalesce((select bool_or(o.visit_type_id = %s) from doctor_visit_type o
                          where o.doctor_id = l.doctor_id), true)""".formatted(TYPES_OF_MODE);
    private static final String WITH_PLACE = """
            and exists (select 1 from doctor place where place.id = l.doctor_id and place.place_state = :state)""";

    private OpenVisits() {}

    /** The visits that can start with an open slot {@code s}, of the types in {@code c.visits}. */
    static String visits() {
        return visitsOf("unnest(c.visits) o where");
    }

    /** The condition with the types of the slot's doctor, looked up for each slot. */
    static String visitsAtSlot(Search search) {
        return visitsOf(offered(search, "s.doctor_id") + " and");
    }

    private static String visitsOf(String types) {
        return """
                lateral (
                    select null::uuid as visit_type_id, 62 as bit, null as visit_type_name, null as mode, s.ends_at,
                           s.starts_at as busy_from, s.ends_at as busy_until
                    where s.open = 4611686018427387904 and :visitType::uuid is null
                      and coalesce(:mode::text, 'VIDEO') = 'VIDEO'
                    union all
                    select o.visit_type_id, o.bit, o.name, o.mode, s.starts_at + o.minutes * interval '1 minute',
                           s.starts_at - o.buffer_before * interval '1 minute',
                           s.starts_at + (o.minutes + o.buffer_after) * interval '1 minute'
                    from %s s.open <> 4611686018427387904 and s.open & o.mask <> 0) v
                """.formatted(types);
    }

    /** The visit types of a doctor that the search may list, as an array; null for none. */
    static String visitsOfDoctor(Search search, String doctor) {
        return "lateral (select array_agg(o) as visits from %s) c".formatted(offered(search, doctor));
    }

    private static String offered(Search search, String doctor) {
        return """
                offered_visit o
                where o.doctor_id = %s and (o.state is null or :state::text is null or o.state = :state::text) %s %s
                """.formatted(doctor, search.visitType() == null ? "" : "and o.visit_type_id = :visitType",
                search.mode() == null ? "" : "and o.mode = :mode");
    }

    /** The doctors whose openings the search may list. */
    static String doctors(Search search) {
        var specialty = search.specialty() == null ? ""
                : "and d.search_specialty = (select search_text(:specialty::text))";
        return search.doctor() != null ? "select d.id as doctor_id from doctor d where d.id = :doctor " + specialty
                : """
                        select distinct l.doctor_id from verified_license l %s where l.state = :state %s %s %s
                        """.formatted(search.specialty() == null ? "" : "join doctor d on d.id = l.doctor_id",
                        specialty, search.visitType() == null ? "" : WITH_VISIT_TYPE, withMode(search.mode()));
    }

    private static String withMode(@Nullable VisitMode mode) {
        return switch (mode) {
            case null -> "";
            case VIDEO -> WITH_VIDEO;
            case PHONE -> WITH_MODE;
            case IN_PERSON -> WITH_MODE + " " + WITH_PLACE;
        };
    }

    /** The {@link #doctors} with their visit types. */
    static String doctorsAndVisits(Search search) {
        return "select d.doctor_id, c.visits from (%s) d cross join %s".formatted(doctors(search),
                visitsOfDoctor(search, "d.doctor_id"));
    }

    static @Nullable OpenVisit visit(ResultSet row) throws SQLException {
        var mode = row.getString("mode");
        return mode == null ? null
                : new OpenVisit(Rows.uuid(row, "visit_type_id"), row.getInt("bit"), row.getString("visit_type_name"),
                        VisitMode.valueOf(mode));
    }
}
