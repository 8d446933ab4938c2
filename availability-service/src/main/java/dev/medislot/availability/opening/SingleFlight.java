package dev.medislot.availability.opening;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer for everybody who asks the same at the same time.
 * <p>
 * It is looked for only once nobody can join its askers any more, so it is never older than any of their questions:
 * whoever was told of a change before asking finds it in the answer, whichever instance made it. Who asks while an
 * answer is looked for waits for the next one. Nothing is kept.
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

    /** Throws what the search threw, to all who share it. */
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
