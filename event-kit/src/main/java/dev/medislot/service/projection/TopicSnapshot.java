package dev.medislot.service.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.service.consumer.ReceivedEvent;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The latest event of each key on a topic, and the rows that were stored before it was read. Both are temporary tables,
 * because a topic may be larger than the memory.
 */
final class TopicSnapshot implements AutoCloseable {

    private static final int PAGE = 500;

    private final JdbcTemplate jdbc;

    /** The connection is used outside of transactions. */
    TopicSnapshot(Connection connection, String stored) {
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        close();
        jdbc.execute("create temp table stored (key text collate \"C\" primary key, version bigint not null)");
        jdbc.execute("create temp table not_applied (key text collate \"C\" primary key)");
        jdbc.execute("insert into stored select key, version from (%s) copy".formatted(stored));
        jdbc.execute("""
                create temp table latest (key text collate "C" primary key, sequence bigint not null,
                    event_id uuid not null, type text not null, value bytea)
                """);
    }

    void add(List<ReceivedEvent> events) {
        jdbc.batchUpdate("""
                insert into latest (key, sequence, event_id, type, value) values (?, ?, ?, ?, ?)
                on conflict (key) do update
                set sequence = excluded.sequence, event_id = excluded.event_id, type = excluded.type,
                    value = excluded.value
                where latest.sequence <= excluded.sequence
                """, events.stream().map(TopicSnapshot::row).toList());
    }

    private static @Nullable Object[] row(ReceivedEvent event) {
        return new @Nullable Object[] { event.key(), event.sequence(), event.id(), event.type(),
                event.value() == null ? null : event.value().getBytes(UTF_8) };
    }

    /** Notes the keys of records that are not applied: they are on the topic all the same. */
    void addNotApplied(List<@Nullable String> keys) {
        jdbc.batchUpdate("insert into not_applied (key) values (?) on conflict do nothing",
                keys.stream()
                        .filter(key -> key != null && key.indexOf('\0') < 0)
                        .map(key -> new @Nullable Object[] { key })
                        .toList());
    }

    /** The next page of latest events, by key. */
    List<ReceivedEvent> latestAfter(String key) {
        return jdbc.query("select * from latest where key > ? order by key limit ?", (row, _) -> {
            var value = row.getBytes("value");
            return new ReceivedEvent(row.getObject("event_id", UUID.class), row.getString("type"), row.getString("key"),
                    row.getLong("sequence"), value == null ? null : new String(value, UTF_8));
        }, key, PAGE);
    }

    /** The number of stored rows that the topic does not have, or has only in an older version. */
    int unconfirmed() {
        return Objects.requireNonNull(jdbc.queryForObject("""
                select count(*) from stored left join latest using (key)
                where latest.key is null or latest.sequence < stored.version
                """, Integer.class));
    }

    /**
     * Stored rows whose key is not on the topic at all, as tombstones older than any newer event; the next page by key.
     */
    List<ReceivedEvent> missingAfter(String key) {
        return jdbc.query("""
                select key, version from stored
                where key > ? and not exists (select 1 from latest where latest.key = stored.key)
                and not exists (select 1 from not_applied where not_applied.key = stored.key)
                order by key limit ?
                """, (row, _) -> new ReceivedEvent(UUID.randomUUID(), "Forgotten", row.getString("key"),
                row.getLong("version"), null), key, PAGE);
    }

    /** Drops the tables, because the connection returns to its pool. */
    @Override
    public void close() {
        jdbc.execute("drop table if exists pg_temp.stored, pg_temp.latest, pg_temp.not_applied");
    }
}
