package dev.medislot.gateway.shared;

import dev.medislot.web.redis.RedisConnection;
import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class RedisSetup {

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisSettings settings) {
        return RedisConnection.to(settings.url(), settings.password(), settings.timeout());
    }
}
