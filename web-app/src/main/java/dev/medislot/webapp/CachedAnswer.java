package dev.medislot.webapp;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.medislot.client.problem.ApiProblem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * An answer of the API that is the same for all visitors. A visit after a minute renews it in the background, so only
 * the first one in five minutes waits for it.
 */
final class CachedAnswer<T> implements Supplier<T> {

    private static final Logger LOG = LoggerFactory.getLogger(CachedAnswer.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration USABLE = Duration.ofMinutes(5);
    /** A clinic that has just been set up is about to get its first entries. */
    private static final Duration EMPTY = Duration.ofSeconds(2);

    private final LoadingCache<Boolean, T> answer;

    CachedAnswer(Supplier<T> call) {
        this.answer = Caffeine.newBuilder()
                .refreshAfterWrite(FRESH)
                .expireAfter(Expiry.<Boolean, T>writing((_, value) -> isEmpty(value) ? EMPTY : USABLE))
                .executor(task -> Thread.ofVirtual().start(task))
                .build(_ -> call.get());
    }

    /**
     * A list that is empty while the API does not answer.
     *
     * @param name of its entries, for the log
     */
    static <E> Supplier<List<E>> ofList(String name, Supplier<List<E>> call) {
        var known = new CachedAnswer<>(call);
        return () -> {
            try {
                return known.get();
            } catch (ApiProblem | RestClientException e) {
                LOG.warn("Cannot read the {}: {}", name, e.getMessage());
                return List.of();
            }
        };
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Collection<?> entries && entries.isEmpty();
    }

    /** Fails as the call does if there is no answer yet. */
    @Override
    public T get() {
        return answer.get(true);
    }
}
