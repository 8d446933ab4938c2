package dev.medislot.gateway.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.web.redis.RedisSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DigestsTest {

    private static final String URL = "redis://redis.example:6379";

    private static Digests with(String url, String password) {
        return new Digests(new RedisSettings(url, Duration.ofMillis(200), password));
    }

    @Test
    void gatewaysWithOnePasswordHaveOneDigest() {
        assertThat(with(URL, "pw").of("10.0.0.1")).isEqualTo(with(URL, "pw").of("10.0.0.1"))
                .isEqualTo(with("redis://:pw@redis.example:6379", "").of("10.0.0.1"))
                .isEqualTo(with("rediss://medislot:pw@redis_1:6379", "").of("10.0.0.1"))
                .isNotEqualTo(with(URL, "pw").of("10.0.0.2"))
                .hasSize(64);
        assertThat(with(URL, "pw").areShared()).isTrue();
    }

    @Test
    void anotherPasswordHasAnotherDigest() {
        assertThat(with(URL, "pw").of("10.0.0.1")).isNotEqualTo(with(URL, "other").of("10.0.0.1"));
    }

    @Test
    void eachGatewayWithoutAPasswordHasItsOwnDigest() {
        var one = with(URL, "");

        assertThat(one.of("10.0.0.1")).isEqualTo(one.of("10.0.0.1")).isNotEqualTo(with(URL, "").of("10.0.0.1"));
        assertThat(one.areShared()).isFalse();
    }
}
