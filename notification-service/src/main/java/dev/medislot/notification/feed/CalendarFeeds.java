package dev.medislot.notification.feed;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The feeds' secret addresses; at most one per person. */
@Repository
public class CalendarFeeds {

    /** One person's address. */
    record Feed(UUID personId, String secret, Instant createdAt) {}

    private final JdbcClient jdbc;

    CalendarFeeds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Feed> of(UUID personId) {
        return jdbc.sql("select person_id, secret, created_at from calendar_feed where person_id = ?")
                .param(personId)
                .query(CalendarFeeds::feed)
                .optional();
    }

    Optional<Feed> bySecret(String secret) {
        return jdbc.sql("select person_id, secret, created_at from calendar_feed where secret = ?")
                .param(secret)
                .query(CalendarFeeds::feed)
                .optional();
    }

    /** Takes the place of the person's former address. */
    void put(Feed feed) {
        jdbc.sql("""
                insert into calendar_feed (person_id, secret, created_at) values (?, ?, ?)
                on conflict (person_id) do update
                set secret = excluded.secret, created_at = excluded.created_at
                """).params(feed.personId(), feed.secret(), feed.createdAt().atOffset(UTC)).update();
    }

    public void remove(UUID personId) {
        jdbc.sql("delete from calendar_feed where person_id = ?").param(personId).update();
    }

    private static Feed feed(ResultSet row, int number) throws SQLException {
        return new Feed(row.getObject("person_id", UUID.class), row.getString("secret"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
