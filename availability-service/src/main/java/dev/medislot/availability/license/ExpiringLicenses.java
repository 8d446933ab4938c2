package dev.medislot.availability.license;

import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Licenses that end soon, with the number of bookings after their last date. */
@Repository
class ExpiringLicenses {

    private final JdbcClient jdbc;

    ExpiringLicenses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Licenses that end on those dates, both included; ordered by end and id, which make the cursor. */
    List<ExpiringLicense> find(LocalDate from, LocalDate to, int limit, @Nullable Cursor after, Instant now) {
        var where = Where
                .of("l.valid_until >= place.today and l.valid_until between :from and :to",
                        Map.of("from", from, "to", to))
                .and("(l.valid_until, l.id) > (:end, :id)",
                        after == null ? null : Map.of("end", after.date(0), "id", after.uuid(1)));
        var expiring = jdbc.sql("""
                select l.id, l.doctor_id, d.first_name || ' ' || d.last_name as doctor_name, l.state, l.number,
                       l.valid_from, l.valid_until
                from verified_license l
                join doctor d on d.id = l.doctor_id
                join unnest(:states::text[], :todays::date[]) as place (state, today) on place.state = l.state
                %s order by l.valid_until, l.id limit :limit
                """.formatted(where))
                .params(where.params())
                .param("states", UsState.codes())
                .param("todays", todays(now))
                .param("limit", limit)
                .query(ExpiringLicenses::license)
                .list();
        return withStrandedBookings(expiring, now);
    }

    /** The date in each state, in the order of the codes. */
    private static String[] todays(Instant now) {
        return Stream.of(UsState.values()).map(state -> state.datesAt(now).first().toString()).toArray(String[]::new);
    }

    private List<ExpiringLicense> withStrandedBookings(List<ExpiringLicense> expiring, Instant now) {
        if (expiring.isEmpty()) {
            return expiring;
        }
        var ids = expiring.stream().map(ExpiringLicense::id).toList();
        var visits = laterVisits(ids, now);
        var licenses = licensesOfTheSameState(ids);
        return expiring.stream()
                .map(license -> license.stranding((int) visits.getOrDefault(license.id(), List.of())
                        .stream()
                        .filter(start -> license.strands(start, licenses.getOrDefault(license.id(), List.of())))
                        .count()))
                .toList();
    }

    /** The starts of bookings about or after the last date of each license; ends are dates of all zones. */
    private Map<UUID, List<Instant>> laterVisits(List<UUID> licenses, Instant now) {
        var visits = new HashMap<UUID, List<Instant>>();
        jdbc.sql("""
                select l.id, b.starts_at from verified_license l
                join booking b on b.doctor_id = l.doctor_id and b.patient_state = l.state
                where l.id in (:licenses) and b.status = 'CONFIRMED' and b.starts_at > :now
                  and b.starts_at > l.valid_until::timestamp at time zone 'UTC' - interval '1 day'
                """)
                .param("licenses", licenses)
                .param("now", now)
                .query((row, _) -> visits.computeIfAbsent(Rows.uuid(row, "id"), _ -> new ArrayList<>())
                        .add(Rows.instant(row, "starts_at")))
                .list();
        return visits;
    }

    private Map<UUID, List<DoctorChanged.License>> licensesOfTheSameState(List<UUID> licenses) {
        var ofTheSameState = new HashMap<UUID, List<DoctorChanged.License>>();
        jdbc.sql("""
                select l.id, other.state, other.valid_from, other.valid_until from verified_license l
                join verified_license other on other.doctor_id = l.doctor_id and other.state = l.state
                where l.id in (:licenses)
                """)
                .param("licenses", licenses)
                .query((row, _) -> ofTheSameState.computeIfAbsent(Rows.uuid(row, "id"), _ -> new ArrayList<>())
                        .add(new DoctorChanged.License(Rows.state(row, "state"),
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class))))
                .list();
        return ofTheSameState;
    }

    private static ExpiringLicense license(ResultSet row, int number) throws SQLException {
        return new ExpiringLicense(Rows.uuid(row, "id"), Rows.uuid(row, "doctor_id"), row.getString("doctor_name"),
                Rows.state(row, "state"), row.getString("number"), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class), 0);
    }
}
