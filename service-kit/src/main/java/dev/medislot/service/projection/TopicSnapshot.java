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
 * The latest event of each key on a topic, beside the rows stored before it was read: in temporary tables, so that a
 * topic may be larger than the memory.
 */
final class TopicSnapshot implements AutoCloseable {

    private static final int PAGE = 500;

    private final JdbcTemplate jdbc;

    /** The connection is used outside of transactions. */
    TopicSnapshot(Connection connection, String kept) {
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        close();
        jdbc.execute("create temp table kept (key text collate \"C\" primary key, version bigint not null)");
        jdbc.execute("insert into kept select key, version from (%s) copy".formatted(kept));
        jdbc.execute("""
                create temp table told (key text collate "C" primary key, sequence bigint not null,
                    event_id uuid not null, type text not null, value bytea)
                """);
    }

    void add(List<ReceivedEvent> events) {
        jdbc.batchUpdate("""
                insert into told (key, sequence, event_id, type, value) values (?, ?, ?, ?, ?)
                on conflict (key) do update
                set sequence = excluded.sequence, event_id = excluded.event_id, type = excluded.type,
                    value = excluded.value
                where told.sequence <= excluded.sequence
                """,
                events.stream()
                        .map(event -> new @Nullable Object[] { event.key(), event.sequence(), event.id(), event.type(),
                                event.value() == null ? null : event.value().getBytes(UTF_8) })
                        .toList());
    }

    /** The next few, by key. */
    List<ReceivedEvent> behind(String key) {
        return jdbc.query("select * from told where key > ? order by key limit ?", (row, _) -> {
            var value = row.getBytes("value");
            return new ReceivedEvent(row.getObject("event_id", UUID.class), row.getString("type"), row.getString("key"),
                    row.getLong("sequence"), value == null ? null : new String(value, UTF_8));
        }, key, PAGE);
    }

    /** The number of rows that the topic no longer has, or has only in an older version. */
    int unconfirmed() {
        return Objects.requireNonNull(jdbc.queryForObject("""
                select count(*) from kept left join told using (key)
                where told.key is null or told.sequence < kept.version
                """, Integer.class));
    }

    /**
     * Stored rows whose key is not on the topic at all, as tombstones older than any newer event; the next page by key.
     */
    List<ReceivedEvent> endsBehind(String key) {
        return jdbc.query("""
                select key, version from kept
                where key > ? and not exists (select 1 from told where told.key = kept.key) order by key limit ?
                """, (row, _) -> new ReceivedEvent(UUID.randomUUID(), "Forgotten", row.getString("key"),
                row.getLong("version"), null), key, PAGE);
    }

    /** The connection goes back to where it came from. */
    @Override
    public void close() {
        jdbc.execute("drop table if exists pg_temp.kept, pg_temp.told");
    }
}
