package dev.medislot.gateway.shared;

import dev.medislot.web.redis.RedisSetup;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Import(RedisSetup.class)
class SharedSetup {}
