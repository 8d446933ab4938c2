package dev.medislot.service.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Infrastructure;
import java.util.HashMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.core.KafkaAdmin;

@ResourceLock("kafka")
class KafkaHealthTest {

    @Test
    void anAnswerIsEnough() {
        assertThat(health(Infrastructure.shared().kafkaBootstrapServers())).isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1:1", "nowhere.invalid:9092" })
    void aServiceWithoutKafkaIsDegraded(String away) {
        assertThat(health(away)).isEqualTo("DEGRADED");
    }

    private static String health(String servers) {
        var settings = new HashMap<>(Infrastructure.shared().kafkaClient());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        var admin = new KafkaAdmin(settings);
        return new KafkaHealth(admin).health().getStatus().getCode();
    }
}
