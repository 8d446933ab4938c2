package dev.medislot.booking.idempotency;

import static dev.medislot.service.sql.Rows.utc;

import dev.medislot.booking.idempotency.Repeat.Answered;
import dev.medislot.booking.idempotency.Repeat.KeyReused;
import dev.medislot.booking.idempotency.Repeat.StillRunning;
import dev.medislot.web.problem.Refused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was answered to requests with an {@code Idempotency-Key}, for a day.
 * <p>
 * The answer is stored in the transaction that made it true, so that a crash leaves both or neither.
 */
@Component
public class IdempotencyKeys {

    private static final int LONGEST = 255;
    private static final Duration KEPT = Duration.ofHours(24);

    private record Name(UUID caller, String key) {}

    private final Set<Name> running = ConcurrentHashMap.newKeySet();
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A request with that key, or without one when it is missing. Throws {@link Refused} for a key that is none. */
    public KeyedRequest request(UUID caller, @Nullable String key, Object body) {
        if (key == null) {
            return new KeyedRequest(null, new byte[0]);
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw Refused.invalid("Idempotency-Key", "must be 1 to %d characters long".formatted(LONGEST));
        }
        return new KeyedRequest(new Name(caller, key), sha256(json.writeValueAsBytes(body)));
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forget() {
        jdbc.sql("delete from idempotency_key where created_at <= ?").param(utc(clock.instant().minus(KEPT))).update();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One request, carried out at most once for its caller and key; without a key nothing here does anything. */
    public final class KeyedRequest implements AutoCloseable {

        private final @Nullable Name name;
        private final byte[] request;
        private boolean entered;

        private KeyedRequest(@Nullable Name name, byte[] request) {
            this.name = name;
            this.request = request;
        }

        public boolean hasKey() {
            return name != null;
        }

        /** Asked before anything else; empty for who may go on, and must close this in the end. */
        public Optional<Repeat> enter() {
            if (name == null) {
                return Optional.empty();
            }
            if (!running.add(name)) {
                return Optional.of(new StillRunning());
            }
            entered = true;
            return find(name);
        }

        /** Asked again in the transaction, where no other instance runs the same key from then on. */
        public Optional<Repeat> begin() {
            if (name == null) {
                return Optional.empty();
            }
            boolean first = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                    .param(name.caller() + "/" + name.key())
                    .query(Boolean.class)
                    .single();
            return first ? find(name) : Optional.of(new StillRunning());
        }

        /** Stores the answer in the transaction. */
        public void remember(FirstAnswer answer) {
            if (name == null) {
                return;
            }
            var stored = jdbc.sql("""
                    insert into idempotency_key (caller_id, key, request, status, location, etag, body, created_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (caller_id, key) do update
                    set request = excluded.request, status = excluded.status, location = excluded.location,
                        etag = excluded.etag, body = excluded.body, created_at = excluded.created_at
                    where idempotency_key.created_at <= ?
                    """)
                    .params(Arrays.<@Nullable Object>asList(name.caller(), name.key(), request, answer.status(),
                            answer.location(), answer.etag(), answer.body(), utc(clock.instant()),
                            utc(clock.instant().minus(KEPT))))
                    .update();
            if (stored == 0) {
                throw new ConcurrencyFailureException("The same key was used at the same moment");
            }
        }

        @Override
        public void close() {
            if (name != null && entered) {
                running.remove(name);
            }
        }

        private Optional<Repeat> find(Name name) {
            return jdbc.sql("""
                    select request, status, location, etag, body from idempotency_key
                    where caller_id = ? and key = ? and created_at > ?
                    """)
                    .params(name.caller(), name.key(), utc(clock.instant().minus(KEPT)))
                    .<Repeat>query((row, _) -> Arrays.equals(row.getBytes("request"), request)
                            ? new Answered(new FirstAnswer(row.getInt("status"), row.getString("location"),
                                    row.getString("etag"), row.getString("body")))
                            : new KeyReused())
                    .optional();
        }
    }
}
