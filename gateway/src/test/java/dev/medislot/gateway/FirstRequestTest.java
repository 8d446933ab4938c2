package dev.medislot.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

class FirstRequestTest {

    private final AtomicReference<Answer> first = new AtomicReference<>();

    @Test
    void aRequestIsForwardedAsSoonAsTheServerAcceptsIt() {
        try (var availability = new StubService("availability")) {
            var application = new SpringApplication(GatewayApplication.class);
            application.addListeners((ApplicationListener<ServletWebServerInitializedEvent>) this::sendFirst);

            application
                    .run("--server.port=0", "--server.address=127.0.0.1", "--management.server.port=0",
                            "--medislot.redis.url=redis://127.0.0.1:1",
                            "--medislot.gateway.availability.url=" + availability.url())
                    .close();
        }

        assertThat(first.get().text()).isEqualTo("availability GET /api/v1/slots");
    }

    private void sendFirst(ServletWebServerInitializedEvent started) {
        if (first.get() == null) {
            first.set(Api.at("http://127.0.0.1:" + started.getWebServer().getPort()).get("/api/v1/slots"));
        }
    }
}
