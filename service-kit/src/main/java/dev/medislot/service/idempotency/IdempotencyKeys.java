package dev.medislot.service.idempotency;

import dev.medislot.service.idempotency.Once.First;
import dev.medislot.service.idempotency.Once.KeyReused;
import dev.medislot.service.idempotency.Once.Repeat;
import dev.medislot.service.idempotency.Once.StillRunning;
import dev.medislot.web.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outcomes of requests with an {@code Idempotency-Key}, kept for a day.
 * <p>
 * An outcome is stored in the transaction that made it true, so that a crash leaves both or neither.
 */
public class IdempotencyKeys {

    private static final Duration KEPT = Duration.ofHours(24);

    private record Name(UUID caller, String key) {}

    private final Set<Name> running = ConcurrentHashMap.newKeySet();
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final JsonMapper outcomes;
    private final Clock clock;

    IdempotencyKeys(TransactionTemplate transaction, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.json = json;
        this.outcomes = json.rebuild()
                .annotationIntrospector(new StoredOutcomes())
                // an instance of an earlier release reads outcomes with fields that it does not know
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.clock = clock;
    }

    /**
     * Carries out a request in a transaction, unless it was carried out before. With a key, the transaction also stores
     * the outcome.
     */
    public <T> Once<T> once(KeyedRequest request, TypeReference<T> type, Supplier<T> act) {
        try (var attempt = attempt(request, type)) {
            return attempt.once(act);
        }
    }

    /**
     * An attempt of a request that has to wait for something between the search for an earlier outcome and its
     * transaction.
     */
    public <T> Attempt<T> attempt(KeyedRequest request, TypeReference<T> type) {
        var key = request.key().text();
        return key == null ? new Attempt<>(null, new byte[0], type, request)
                : new Attempt<>(new Name(request.key().caller(), key),
                        Sha256.of(json.writeValueAsBytes(request.body())), type, request);
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    public void forget() {
        jdbc.sql("delete from idempotency_key where created_at <= :oldest").param("oldest", oldest()).update();
    }

    /** One request's use of its key, until it is closed. */
    public final class Attempt<T> implements AutoCloseable {

        private final @Nullable Name name;
        private final byte[] hash;
        private final TypeReference<T> type;
        private final String path;
        private final boolean entered;
        private final @Nullable Once<T> before;

        private Attempt(@Nullable Name name, byte[] hash, TypeReference<T> type, KeyedRequest request) {
            this.name = name;
            this.hash = hash;
            this.type = type;
            this.path = request.key().path();
            this.entered = name != null && running.add(name);
            try {
                this.before = name == null ? null : entered ? find(name).orElse(null) : new StillRunning<>();
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        /** The result, if it was certain before anything was done. */
        public Optional<Once<T>> before() {
            return Optional.ofNullable(before);
        }

        /**
         * Acts in a transaction. With a key, it first looks again under a lock that no other instance gets for this key
         * until the transaction ends.
         */
        public Once<T> once(Supplier<T> act) {
            return before != null ? before
                    : transaction.<Once<T>>execute(_ -> name == null ? new First<>(act.get()) : once(name, act));
        }

        /** An outcome that is known without a transaction, which begins only to store it. */
        public Once<T> known(T outcome) {
            return name == null ? new First<>(outcome) : once(() -> outcome);
        }

        @Override
        public void close() {
            if (entered) {
                running.remove(name);
            }
        }

        private Once<T> once(Name name, Supplier<T> act) {
            return lock(name) ? find(name).orElseGet(() -> first(name, act.get())) : new StillRunning<>();
        }

        private Once<T> first(Name name, T outcome) {
            store(name, path, hash, outcomes.writerFor(type).writeValueAsString(outcome));
            return new First<>(outcome);
        }

        private Optional<Once<T>> find(Name name) {
            return jdbc.sql("""
                    select path, request, outcome from idempotency_key
                    where caller_id = :caller and key = :key and created_at > :oldest
                    """)
                    .param("caller", name.caller())
                    .param("key", name.key())
                    .param("oldest", oldest())
                    .<Once<T>>query((row,
                            _) -> row.getString("path").equals(path) && Arrays.equals(row.getBytes("request"), hash)
                                    ? new Repeat<>(outcomes.readValue(row.getString("outcome"), type))
                                    : new KeyReused<>())
                    .optional();
        }
    }

    private boolean lock(Name name) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", name.caller() + "/" + name.key())
                .query(Boolean.class)
                .single();
    }

    private void store(Name name, String path, byte[] request, String outcome) {
        var stored = jdbc.sql("""
                insert into idempotency_key (caller_id, key, path, request, outcome, created_at)
                values (:caller, :key, :path, :request, :outcome, :now)
                on conflict (caller_id, key) do update
                set path = excluded.path, request = excluded.request, outcome = excluded.outcome,
                    created_at = excluded.created_at
                where idempotency_key.created_at <= :oldest
                """)
                .param("caller", name.caller())
                .param("key", name.key())
                .param("path", path)
                .param("request", request)
                .param("outcome", outcome)
                .param("now", clock.instant())
                .param("oldest", oldest())
                .update();
        if (stored == 0) {
            throw new ConcurrencyFailureException("The same key was used at the same moment");
        }
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }
}
