package dev.medislot.web.redis;

import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The client of one Redis. It connects on first use, so that a program starts while Redis is down. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisSettings.class)
public class RedisSetup {

    /** Finds the connections to a server that vanished without closing them. */
    private static final int PING_MILLIS = 5_000;

    @Bean(destroyMethod = "shutdown")
    public RedissonClient redisson(RedisSettings settings) {
        var millis = Math.toIntExact(settings.timeout().toMillis());
        var config = new Config();
        config.setLazyInitialization(true);
        config.setNettyThreads(2);
        config.setThreads(2);
        if (!settings.password().isEmpty()) {
            config.setPassword(settings.password());
        }
        config.useSingleServer()
                .setAddress(settings.url())
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
