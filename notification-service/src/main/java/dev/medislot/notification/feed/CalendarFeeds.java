package dev.medislot.notification.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/** The calendar feeds; at most one per person. */
interface CalendarFeeds extends Repository<CalendarFeed, UUID> {

    Optional<CalendarFeed> findById(UUID personId);

    @Query("select person_id, created_at from calendar_feed where secret = :hash")
    Optional<CalendarFeed> findByHash(String hash);

    /** Replaces the person's former feed. */
    @Modifying
    @Query("""
            insert into calendar_feed (person_id, secret, created_at) values (:personId, :hash, :createdAt)
            on conflict (person_id) do update
            set secret = excluded.secret, created_at = excluded.created_at
            """)
    void put(UUID personId, String hash, Instant createdAt);

    /** Removes the person's feed, if there is one. */
    @Modifying
    @Query("delete from calendar_feed where person_id = :personId")
    void remove(UUID personId);
}
