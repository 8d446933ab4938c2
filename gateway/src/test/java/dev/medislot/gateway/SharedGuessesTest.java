package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.infra.Ports;
import dev.medislot.infra.RedisServer;
import dev.medislot.web.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.config.Config;

class SharedGuessesTest {

    @TempDir
    Path folder;

    private final StubService booking = new StubService("booking");
    private RedisServer redis;

    @BeforeEach
    void start() {
        redis = new RedisServer(folder.resolve("redis"), folder.resolve("redis.log"), Ports.free(), "pw");
        redis.start();
        booking.answers(exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            StubService.say(exchange, body.contains("wrong") ? 401 : 200, "application/json", "{}");
        });
    }

    @AfterEach
    void stop() {
        redis.close();
        booking.close();
    }

    /** Waits longer for Redis than by default, so that no count is lost on a machine under load. */
    private RunningGateway waitingGateway() {
        return gateway("medislot.redis.timeout=5s");
    }

    private RunningGateway gateway(String... settings) {
        var all = Stream.concat(Stream.of(settings),
                Stream.of("medislot.gateway.booking.url=" + booking.url(), "medislot.redis.url=" + redis.url()));
        var gateway = RunningGateway.with(all.toArray(String[]::new));
        await().until(() -> counted(gateway).contains("in Redis"));
        return gateway;
    }

    private static String counted(RunningGateway gateway) {
        return gateway.manage("/actuator/health").body().at("/components/loginLimits/details/counted").asString();
    }

    private static int login(RunningGateway gateway, String email, String password) {
        return gateway
                .send("POST", "/api/v1/patients/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
                .status();
    }

    @Test
    void gatewaysCountTogether() {
        try (var one = waitingGateway();
                var other = waitingGateway()) {
            for (var guess = 0; guess < 5; guess++) {
                assertThat(login(one, "ann@x.example", "wrong")).isEqualTo(401);
                assertThat(login(other, "ann@x.example", "wrong")).isEqualTo(401);
            }
            assertThat(login(one, "ann@x.example", "right")).isEqualTo(429);
            assertThat(login(other, "ann@x.example", "right")).isEqualTo(429);
            assertThat(login(other, "bob@x.example", "right")).isEqualTo(200);
        }
    }

    @Test
    void anAccountThatNeverLoggedInIsKeptForAnHour() {
        try (var gateway = waitingGateway()) {
            login(gateway, "nobody@x.example", "wrong");
            assertThat(kept()).hasSize(1)
                    .allSatisfy(time -> assertThat(time).isBetween(Duration.ofMinutes(58), Duration.ofHours(1)));

            login(gateway, "ann@x.example", "right");
            login(gateway, "ann@x.example", "wrong");
            assertThat(kept()).hasSize(2)
                    .last()
                    .satisfies(time -> assertThat(time).isBetween(Duration.ofDays(89), Duration.ofDays(90)));
        }
    }

    @Test
    void keysHaveNoDigestThatCanBeFoundByTrying() {
        try (var gateway = waitingGateway()) {
            login(gateway, "ann@x.example", "wrong");

            assertThat(keys("medislot:guesses*")).hasSize(2)
                    .noneMatch(key -> key.endsWith(HexFormat.of().formatHex(Sha256.of("127.0.0.1"))))
                    .noneMatch(key -> key.endsWith(HexFormat.of().formatHex(Sha256.of("patients ann@x.example"))));
        }
    }

    private List<String> keys(String pattern) {
        var client = client();
        try {
            return client.getKeys().getKeysStream(KeysScanOptions.defaults().pattern(pattern)).toList();
        } finally {
            client.shutdown();
        }
    }

    /** How long Redis keeps each account, the shortest time first. */
    private List<Duration> kept() {
        var client = client();
        try {
            return client.getKeys()
                    .getKeysStream(KeysScanOptions.defaults().pattern("medislot:guesses:*"))
                    .map(key -> Duration.ofMillis(client.getBucket(key).remainTimeToLive()))
                    .sorted()
                    .toList();
        } finally {
            client.shutdown();
        }
    }

    private RedissonClient client() {
        var config = new Config();
        config.useSingleServer()
                .setAddress(redis.url())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(2)
                .setSubscriptionConnectionMinimumIdleSize(0)
                .setSubscriptionConnectionPoolSize(1);
        return Redisson.create(config);
    }

    @Test
    void aFullRedisStaysUnusedUntilItTakesWritesAgain() {
        try (var gateway = waitingGateway()) {
            login(gateway, "ann@x.example", "right");
            limitMemory("1");
            assertThat(login(gateway, "bob@x.example", "right")).isEqualTo(200);
            assertThat(counted(gateway)).isEqualTo("by this gateway alone");
            await().during(Duration.ofSeconds(3))
                    .until(() -> counted(gateway), counted -> counted.equals("by this gateway alone"));

            limitMemory("0");
            await().until(() -> counted(gateway).contains("in Redis"));
        }
    }

    private void limitMemory(String bytes) {
        var client = client();
        try {
            client.getRedisNodes(RedisNodes.SINGLE).getInstance().setConfig("maxmemory", bytes);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void aGatewayWithoutRedisCountsAlone() {
        try (var gateway = waitingGateway()) {
            for (var guess = 0; guess < 6; guess++) {
                assertThat(login(gateway, "ann@x.example", "wrong")).isEqualTo(401);
            }
            redis.stop();
            for (var guess = 0; guess < 4; guess++) {
                assertThat(login(gateway, "ann@x.example", "wrong")).as("what it counted before").isEqualTo(401);
            }
            assertThat(login(gateway, "ann@x.example", "right")).isEqualTo(429);
            assertThat(login(gateway, "bob@x.example", "right")).isEqualTo(200);
            assertThat(counted(gateway)).isEqualTo("by this gateway alone");
            assertThat(gateway.manage("/actuator/health").body().path("status").asString()).isNotEqualTo("DOWN");

            redis.start();
            await().until(() -> counted(gateway).contains("in Redis"));
            assertThat(login(gateway, "bob@x.example", "right")).isEqualTo(200);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRedisThatStopsAnsweringIsHardlyWaitedFor() throws Exception {
        try (var gateway = gateway()) {
            login(gateway, "ann@x.example", "right");
            signal("STOP");
            try {
                var times = new ArrayList<Duration>();
                for (var n = 0; n < 12; n++) {
                    var started = System.nanoTime();
                    assertThat(login(gateway, n + "@x.example", "right")).isEqualTo(200);
                    times.add(Duration.ofNanos(System.nanoTime() - started));
                }
                // A machine under load may stall one login, but not most of them.
                Collections.sort(times);
                assertThat(times.get(times.size() / 2)).isLessThan(Duration.ofMillis(500));
                assertThat(times.getLast()).isLessThan(Duration.ofSeconds(5));
                assertThat(counted(gateway)).isEqualTo("by this gateway alone");
            } finally {
                signal("CONT");
            }
            await().until(() -> counted(gateway).contains("in Redis"));
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        var pid = redis.process().orElseThrow().pid();
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }
}
