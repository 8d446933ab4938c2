package dev.medislot.service.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.core.KafkaAdmin;

/** {@code DEGRADED} while Kafka does not answer: events wait in the outbox, and projections lag. */
class KafkaHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "Kafka does not answer");
    private static final int TIMEOUT_MS = 2_000;

    private final Map<String, Object> settings;

    KafkaHealth(KafkaAdmin admin) {
        super("Kafka cannot be queried");
        this.settings = new HashMap<>(admin.getConfigurationProperties());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws InterruptedException {
        try (var client = Admin.create(settings)) {
            var brokers = client.describeCluster().nodes().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            health.up().withDetail("brokers", brokers.size());
        } catch (ExecutionException | TimeoutException | KafkaException _) {
            health.status(DEGRADED);
        }
    }
}
