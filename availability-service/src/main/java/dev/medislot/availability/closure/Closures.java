package dev.medislot.availability.closure;

import dev.medislot.availability.hours.LocalMinutes;
import dev.medislot.common.event.Actor;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of closures, and the marks of doctors whose slots must follow a change of it. */
@Repository
class Closures {

    private final JdbcClient jdbc;

    Closures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Closures that are not over in every zone; ordered by start and id, which make the cursor. */
    List<Closure> list(Instant now, int limit, @Nullable Cursor after) {
        var where = Where.of("ends_at > :over", "over", localTimeInTheLastZone(now))
                .and("(starts_at, id) > (:start, :id)", after == null ? null
                        : Map.of("start", LocalMinutes.parse("cursor", after.text(0)), "id", after.uuid(1)));
        return jdbc.sql("select id, starts_at, ends_at, reason from closure %s order by starts_at, id limit :limit"
                .formatted(where)).params(where.params()).param("limit", limit).query(Closures::closure).list();
    }

    int count(Instant now) {
        return jdbc.sql("select count(*) from closure where ends_at > :over")
                .param("over", localTimeInTheLastZone(now))
                .query(Integer.class)
                .single();
    }

    /** The time that no zone is behind. */
    static LocalDateTime localTimeInTheLastZone(Instant now) {
        return LocalDateTime.ofInstant(now, ZoneOffset.ofHours(-12));
    }

    Optional<Closure> find(UUID id) {
        return jdbc.sql("select id, starts_at, ends_at, reason from closure where id = :id")
                .param("id", id)
                .query(Closures::closure)
                .optional();
    }

    /** Waits for other changes of closures and for registrations of doctors, and keeps new ones waiting. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('closures', 0))").query(row -> {});
    }

    void add(Closure closure, boolean cancelsBookings, Actor actor) {
        jdbc.sql("""
                insert into closure (id, starts_at, ends_at, reason, cancels_bookings, actor_id, actor_role)
                values (:id, :start, :end, :reason, :cancelsBookings, :actor::uuid, :role)
                """)
                .param("id", closure.id())
                .param("start", closure.start())
                .param("end", closure.end())
                .param("reason", closure.reason())
                .param("cancelsBookings", cancelsBookings)
                .param("actor", actor.id())
                .param("role", actor.role())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from closure where id = :id").param("id", id).update();
    }

    /**
     * Marks all doctors, whose days are then published again. An edit of a doctor that has not seen the closure ends
     * before the mark, and one that begins later sees both.
     */
    void markDoctors() {
        jdbc.sql("""
                update doctor set closures_due = true
                where id in (select id from doctor order by id for no key update)
                """).update();
    }

    private static Closure closure(ResultSet row, int number) throws SQLException {
        return new Closure(Rows.uuid(row, "id"), row.getObject("starts_at", LocalDateTime.class),
                row.getObject("ends_at", LocalDateTime.class), row.getString("reason"));
    }
}
