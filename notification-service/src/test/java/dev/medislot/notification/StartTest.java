package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.Api;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The service with nothing but its database; the profile points Kafka and SMTP to a closed port. */
@ServiceTest
@DirtiesContext
@ActiveProfiles("alone")
class StartTest {

    @LocalManagementPort
    int managementPort;

    @Autowired
    Callers api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Test
    void serviceIsReadyWithKafkaAndSmtpAway() {
        assertThat(api.get("/readyz", "").status()).isEqualTo(200);
        var health = Api.at("http://127.0.0.1:" + managementPort).get("/actuator/health");
        assertThat(health.text("components/deliveries/status")).isEqualTo("UP");
        assertThat(api.get("/api/v1/notifications", api.staff()).status()).isEqualTo(200);
    }

    @Test
    void locksOfALostInstanceAreLetGo() {
        var settings = jdbc
                .sql("select name || ' ' || setting from pg_settings where context = 'user' and name = any (?)")
                .param(new String[] { "tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count",
                        "idle_in_transaction_session_timeout" })
                .query(String.class)
                .list();

        assertThat(settings).containsExactlyInAnyOrder("tcp_keepalives_idle 30", "tcp_keepalives_interval 10",
                "tcp_keepalives_count 3", "idle_in_transaction_session_timeout 600000");
    }

    @Test
    void aDatabaseThatVanishedIsGivenUp() throws SQLException {
        try (var connection = database.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(12_000);
        }
    }

    @Test
    void apiIsDescribed() {
        var described = api.get("/v3/api-docs", "").body();
        assertThat(described.at("/info/title").asString()).isEqualTo("Medislot notification");
        assertThat(described.path("paths").propertyNames()).contains("/api/v1/notifications",
                "/api/v1/notifications/{id}", "/api/v1/notifications/{id}/resend");
        assertThat(described.path("paths")).allSatisfy(path -> assertThat(path)
                .allSatisfy(operation -> assertThat(operation.path("summary").asString("")).isNotBlank()));
    }
}
