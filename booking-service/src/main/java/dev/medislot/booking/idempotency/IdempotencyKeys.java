package dev.medislot.booking.idempotency;

import dev.medislot.booking.idempotency.Once.First;
import dev.medislot.booking.idempotency.Once.KeyReused;
import dev.medislot.booking.idempotency.Once.Repeat;
import dev.medislot.booking.idempotency.Once.StillRunning;
import dev.medislot.booking.idempotency.Once.Store;
import dev.medislot.web.problem.Refused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outcomes of requests with an {@code Idempotency-Key}, kept for a day.
 * <p>
 * An outcome is stored in the transaction that made it true, so that a crash leaves both or neither.
 */
@Component
public class IdempotencyKeys {

    private static final int MAX_LENGTH = 255;
    private static final Duration KEPT = Duration.ofHours(24);

    private record Name(UUID caller, String key) {}

    private final Set<Name> running = ConcurrentHashMap.newKeySet();
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IdempotencyKeys(TransactionTemplate transaction, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs a request unless its key was used before; {@code run} acts through the store that it is given. A request
     * without a key always runs. Throws {@link Refused} for a blank or too long key.
     *
     * @param type how outcomes are read back
     */
    public <T> Once<T> once(KeyedRequest request, Class<T> type, Function<Store<T>, Once<T>> run) {
        var key = request.key();
        if (key == null) {
            return run.apply(act -> new First<>(act.get()));
        }
        if (key.isBlank() || key.length() > MAX_LENGTH) {
            throw Refused.invalid("Idempotency-Key", "must be 1 to %d characters long".formatted(MAX_LENGTH));
        }
        var name = new Name(request.caller(), key);
        var hash = sha256(json.writeValueAsBytes(request.body()));
        if (!running.add(name)) {
            return new StillRunning<>();
        }
        try {
            return find(name, hash, type).orElseGet(() -> run.apply(act -> locked(name, hash, type, act)));
        } finally {
            running.remove(name);
        }
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forget() {
        jdbc.sql("delete from idempotency_key where created_at <= :oldest").param("oldest", oldest()).update();
    }

    /** Looks again under a lock that no other instance gets for this key until the transaction ends. */
    private <T> Once<T> locked(Name name, byte[] hash, Class<T> type, Supplier<T> act) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (!lock(name)) {
                return new StillRunning<T>();
            }
            return find(name, hash, type).orElseGet(() -> {
                var outcome = act.get();
                store(name, hash, json.writerFor(type).writeValueAsString(outcome));
                return new First<>(outcome);
            });
        }));
    }

    private boolean lock(Name name) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name.caller() + "/" + name.key())
                .query(Boolean.class)
                .single();
    }

    private void store(Name name, byte[] hash, String outcome) {
        var stored = jdbc.sql("""
                insert into idempotency_key (caller_id, key, request, outcome, created_at)
                values (:caller, :key, :request, :outcome, :now)
                on conflict (caller_id, key) do update
                set request = excluded.request, status = default, location = default, etag = default, body = default,
                    outcome = excluded.outcome, created_at = excluded.created_at
                where idempotency_key.created_at <= :oldest
                """)
                .param("caller", name.caller())
                .param("key", name.key())
                .param("request", hash)
                .param("outcome", outcome)
                .param("now", clock.instant())
                .param("oldest", oldest())
                .update();
        if (stored == 0) {
            throw new ConcurrencyFailureException("The same key was used at the same moment");
        }
    }

    /** Reads rows of the release before too: they hold an answer instead of an outcome, which is never a 503. */
    private <T> Optional<Once<T>> find(Name name, byte[] hash, Class<T> type) {
        return jdbc.sql("""
                select request, case status
                           when 503 then outcome
                           when 201 then json_build_object('type', 'Booked', 'booking', body::json)::text
                           else json_build_object('type', 'RefusedBefore', 'status', status, 'problem', body)::text
                       end as outcome
                from idempotency_key
                where caller_id = :caller and key = :key and created_at > :oldest
                """)
                .param("caller", name.caller())
                .param("key", name.key())
                .param("oldest", oldest())
                .<Once<T>>query((row, _) -> Arrays.equals(row.getBytes("request"), hash)
                        ? new Repeat<>(json.readValue(row.getString("outcome"), type))
                        : new KeyReused<>())
                .optional();
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
