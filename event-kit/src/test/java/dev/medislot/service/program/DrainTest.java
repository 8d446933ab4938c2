package dev.medislot.service.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.service.ServiceTest;
import dev.medislot.service.SmallService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@ResourceLock("kafka")
class DrainTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void requestsAreServedForAWhileAfterReadinessEnds() throws Exception {
        try (var service = started("--medislot.drain=2s")) {
            assertThat(status(service, "/readyz")).isEqualTo(200);

            var stopping = Thread.ofVirtual().start(service::close);

            await().pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(status(service, "/readyz")).isEqualTo(503));
            assertThat(status(service, "/open/who")).isEqualTo(200);
            assertThat(stopping.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    private static ConfigurableApplicationContext started(String setting) {
        return new SpringApplicationBuilder(SmallService.class).initializers(new ServiceTest.Settings())
                .run("--server.port=0", "--server.address=127.0.0.1", setting);
    }

    private int status(ConfigurableApplicationContext service, String path) throws IOException, InterruptedException {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        return client
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
