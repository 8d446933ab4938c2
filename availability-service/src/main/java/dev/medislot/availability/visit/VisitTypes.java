package dev.medislot.availability.visit;

import dev.medislot.common.VisitMode;
import dev.medislot.service.sql.Rows;
import dev.medislot.service.sql.Where;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of visit types. */
@Repository
class VisitTypes {

    /** Each active type has a bit of 0 to 61; bit 62 is the default visit. */
    static final int MAX_ACTIVE = 62;

    private static final String SELECT = """
            select id, version, name, minutes, mode, buffer_before, buffer_after, description, active from visit_type
            """;

    private final JdbcClient jdbc;

    VisitTypes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false when all bits are in use. */
    boolean add(VisitType type) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('visit type', 0))").query(row -> {});
        return jdbc.sql("""
                insert into visit_type (id, version, bit, name, minutes, mode, buffer_before, buffer_after, description)
                select :id, :version, bit, :name, :minutes, :mode, :bufferBefore, :bufferAfter, :description
                from generate_series(0, :max - 1) bit
                where bit not in (select bit from visit_type where active)
                order by bit limit 1
                """)
                .param("id", type.id())
                .param("version", type.version())
                .param("name", type.name())
                .param("minutes", type.minutes())
                .param("mode", type.mode())
                .param("bufferBefore", type.bufferBefore())
                .param("bufferAfter", type.bufferAfter())
                .param("description", type.description())
                .param("max", MAX_ACTIVE)
                .update() == 1;
    }

    Optional<VisitType> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id").param("id", id).query(VisitTypes::type).optional();
    }

    /** Locks the type until the transaction ends, so that no doctor chooses it meanwhile. */
    Optional<VisitType> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update").param("id", id).query(VisitTypes::type).optional();
    }

    /** Locks the active ones of these types until the transaction ends, so that none changes meanwhile. */
    Set<UUID> lockActive(Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of()
                : Set.copyOf(jdbc.sql("select id from visit_type where id in (:ids) and active order by id for share")
                        .param("ids", ids)
                        .query(UUID.class)
                        .list());
    }

    /** Lists the active types by name and id, which make the cursor. */
    List<VisitType> list(int limit, @Nullable Cursor after) {
        var where = Where.of("active")
                .and("(name, id) > (:name, :id)",
                        after == null ? null : Map.of("name", after.text(0), "id", after.uuid(1)));
        return jdbc.sql(SELECT + where + " order by name, id limit :limit")
                .params(where.params())
                .param("limit", limit)
                .query(VisitTypes::type)
                .list();
    }

    /** Marks the doctors who offer the type, whose days are then published again. */
    void change(VisitType type) {
        jdbc.sql("""
                update visit_type
                set version = :version, name = :name, minutes = :minutes, mode = :mode, buffer_before = :bufferBefore,
                    buffer_after = :bufferAfter, description = :description, active = :active
                where id = :id
                """).paramSource(type).update();
        jdbc.sql("""
                update doctor set to_republish = true
                where id in (
                    select id from doctor
                    where id in (select doctor_id from doctor_visit_type where visit_type_id = :id)
                    order by id for no key update)
                """).param("id", type.id()).update();
    }

    private static VisitType type(ResultSet row, int number) throws SQLException {
        return new VisitType(Rows.uuid(row, "id"), row.getLong("version"), row.getString("name"), row.getInt("minutes"),
                VisitMode.valueOf(row.getString("mode")), row.getInt("buffer_before"), row.getInt("buffer_after"),
                row.getString("description"), row.getBoolean("active"));
    }
}
