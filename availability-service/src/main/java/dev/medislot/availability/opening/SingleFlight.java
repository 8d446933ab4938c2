package dev.medislot.availability.opening;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares one answer among callers that ask the same question at the same time.
 * <p>
 * The search starts only once no further caller can join, so its answer is never older than any of their questions: a
 * caller that learned of a change before it asked finds the change in the answer, whichever instance made it. A caller
 * that asks during a search waits for the next one. Nothing is cached.
 */
final class SingleFlight<Q, A> {

    private static final class Round<A> {

        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private @Nullable Round<A> before;
        private boolean closed;

        private void awaitTheOneBefore() {
            if (before != null) {
                before.answer.exceptionally(_ -> null).join();
                before = null;
            }
        }

        private A read() {
            try {
                return answer.join();
            } catch (CompletionException e) {
                switch (e.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw e;
                }
            }
        }
    }

    private final Map<Q, Round<A>> latest = new ConcurrentHashMap<>();

    /** Throws the exception of the search to every caller that shares it. */
    A to(Q question, Supplier<A> search) {
        var mine = new Round<A>();
        var round = latest.compute(question, (_, last) -> {
            if (last != null && !last.closed) {
                return last;
            }
            mine.before = last;
            return mine;
        });
        if (round != mine) {
            return round.read();
        }
        try {
            mine.awaitTheOneBefore();
            latest.computeIfPresent(question, (_, open) -> {
                open.closed = true;
                return open;
            });
            mine.answer.complete(search.get());
        } catch (Throwable e) {
            mine.answer.completeExceptionally(e);
        } finally {
            latest.remove(question, mine);
        }
        return mine.read();
    }
}
