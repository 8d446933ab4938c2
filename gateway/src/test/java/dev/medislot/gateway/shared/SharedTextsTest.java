package dev.medislot.gateway.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.gateway.shared.SharedTexts.Change;
import dev.medislot.web.redis.RedisSettings;
import dev.medislot.web.redis.RedisSetup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

class SharedTextsTest {

    private static final RedisSettings UNREACHABLE = new RedisSettings("redis://127.0.0.1:1", Duration.ofMillis(200),
            "");

    private final AtomicLong nanos = new AtomicLong();
    private final RedissonClient client = new RedisSetup().redisson(UNREACHABLE);
    private final SharedTexts texts = new SharedTexts(new Redis(client, UNREACHABLE), nanos::get);

    @AfterEach
    void stop() {
        client.shutdown();
    }

    @Test
    void aGatewayKeepsItsOwnTextsAsLongAsRedisWould() {
        texts.ofRequest().change("brief", _ -> new Change<>("a", Duration.ofHours(1), true));
        texts.ofRequest().change("long", _ -> new Change<>("b", Duration.ofDays(90), true));

        nanos.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(texts.ofRequest().read("brief")).isEqualTo("a");
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(texts.ofRequest().read("brief")).isEmpty();
        nanos.addAndGet(Duration.ofDays(89).toNanos());
        assertThat(texts.ofRequest().read("long")).isEqualTo("b");
    }
}
