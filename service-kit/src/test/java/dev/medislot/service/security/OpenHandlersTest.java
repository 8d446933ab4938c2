package dev.medislot.service.security;

import dev.medislot.service.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class OpenHandlersTest {

    @LocalServerPort
    private int port;
    private RestTestClient client;

    @BeforeEach
    void connect() {
        client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void anOpenHandlerNeedsNoToken() {
        client.get().uri("/doors/front").exchange().expectStatus().isOk();
    }

    @Test
    void headIsOpenWhereGetIs() {
        client.head().uri("/doors/front").exchange().expectStatus().isOk();
    }

    @Test
    void anotherMethodOfAnOpenPathIsClosed() {
        client.delete().uri("/doors/front").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aClosedPathWithinAnOpenPatternStaysClosed() {
        client.get().uri("/doors/closed").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aPathWithoutAHandlerIsClosed() {
        client.get().uri("/doors/front/further").exchange().expectStatus().isUnauthorized();
    }
}
