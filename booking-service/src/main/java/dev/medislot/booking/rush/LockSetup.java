package dev.medislot.booking.rush;

import dev.medislot.web.redis.RedisSetup;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(RedisSetup.class)
class LockSetup {}
