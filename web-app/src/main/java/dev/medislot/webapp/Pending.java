package dev.medislot.webapp;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the API that is on its way while the page asks for others.
 *
 * @param <T> the type of the answer
 */
public final class Pending<T extends @Nullable Object> {

    private final FutureTask<T> answer;

    private Pending(FutureTask<T> answer) {
        this.answer = answer;
    }

    /** Begins the call, as the visitor of the current page. */
    public static <T extends @Nullable Object> Pending<T> of(Supplier<T> call) {
        var answer = new FutureTask<T>(call::get);
        var visitor = CallingVisitor.present();
        Thread.ofVirtual().start(visitor == null ? answer : () -> visitor.run(answer));
        return new Pending<>(answer);
    }

    /** Waits for the answer, and fails as the call did. */
    public T get() {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
