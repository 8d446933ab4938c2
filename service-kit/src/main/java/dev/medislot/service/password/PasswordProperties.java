package dev.medislot.service.password;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much hashing one instance does.
 *
 * @param atOnce passwords hashed at the same time; half of the processors if missing
 * @param waiting requests that may wait for their turn
 * @param timeout max time that a request waits; less than clients wait for an answer, or hashes are for clients that
 *     have given up
 */
@ConfigurationProperties("medislot.passwords")
record PasswordProperties(@Nullable Integer atOnce, @DefaultValue("64") int waiting,
        @DefaultValue("2s") Duration timeout) {

    PasswordProperties {
        if (atOnce != null && atOnce < 1) {
            throw new IllegalArgumentException("medislot.passwords.at-once must be at least 1");
        }
        if (waiting < 0) {
            throw new IllegalArgumentException("medislot.passwords.waiting must not be negative");
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("medislot.passwords.timeout must not be negative");
        }
    }

    int turns() {
        return atOnce == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : atOnce;
    }
}
