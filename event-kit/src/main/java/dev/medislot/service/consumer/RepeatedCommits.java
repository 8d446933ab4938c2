package dev.medislot.service.consumer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the listener container repeat each failed commit after its next poll. It repeats only those that a rebalance
 * refused; another failure at that moment makes it drop the records of the poll.
 */
final class RepeatedCommits {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedCommits.class);

    private RepeatedCommits() {}

    @SuppressWarnings("unchecked")
    static <K, V> Consumer<K, V> of(Consumer<K, V> consumer) {
        return (Consumer<K, V>) Proxy.newProxyInstance(Consumer.class.getClassLoader(),
                new Class<?>[] { Consumer.class }, (_, method, arguments) -> call(consumer, method, arguments));
    }

    private static @Nullable Object call(Consumer<?, ?> consumer, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException e) {
            var cause = e.getCause();
            if (method.getName().equals("commitSync")
                    && (cause instanceof TimeoutException || cause instanceof CommitFailedException)) {
                LOG.warn("Offsets are not committed yet: {}", cause.toString());
                throw new RebalanceInProgressException(cause.toString(), cause);
            }
            throw cause;
        }
    }
}
