package dev.medislot.booking.rush;

import dev.medislot.web.redis.RedisConnection;
import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisSetup {

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisSettings settings) {
        return RedisConnection.to(settings.url(), settings.password(), settings.timeout());
    }
}
