package dev.medislot.web.redis;

import java.time.Duration;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Connects on first use, so that a program starts while Redis is down. */
public final class RedisConnection {

    /** Finds the connections to a server that vanished without closing them. */
    private static final int PING_MILLIS = 5_000;

    private RedisConnection() {}

    /**
     * The client of one server; close it with {@code shutdown}.
     *
     * @param password empty if the URL has it, or if Redis asks for none
     */
    public static RedissonClient to(String url, String password, Duration timeout) {
        var millis = Math.toIntExact(timeout.toMillis());
        var config = new Config();
        config.setLazyInitialization(true);
        config.setNettyThreads(2);
        config.setThreads(2);
        if (!password.isEmpty()) {
            config.setPassword(password);
        }
        config.useSingleServer()
                .setAddress(url)
                .setTimeout(millis)
                .setConnectTimeout(millis)
                .setRetryAttempts(0)
                .setPingConnectionInterval(PING_MILLIS)
                .setConnectionPoolSize(16)
                .setConnectionMinimumIdleSize(2)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setSubscriptionConnectionPoolSize(1);
        return Redisson.create(config);
    }
}
