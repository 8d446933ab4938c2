package dev.medislot.common.consumer;

import dev.medislot.common.event.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

/** Creates the topics of the contract and this service's dead-letter topics, as soon as Kafka can be reached. */
class TopicCreation implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Map<String, String> KEPT = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    private static final Map<String, String> COMPACTED = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT, TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

    private final KafkaAdmin admin;
    private final KafkaListenerEndpointRegistry listeners;
    private final TopicProperties settings;
    private final String group;
    private volatile boolean running;

    TopicCreation(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners, TopicProperties settings, String group) {
        this.admin = admin;
        this.listeners = listeners;
        this.settings = settings;
        this.group = group;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("topic-creation").start(this::createWhenKafkaIsThere);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the listeners, so that they find their topics. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void createWhenKafkaIsThere() {
        while (running) {
            try (var client = Admin.create(admin.getConfigurationProperties())) {
                create(client);
                return;
            } catch (ExecutionException | RuntimeException e) {
                LOG.warn("Topics are not there yet, Kafka did not answer: {}", e.getMessage());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void create(Admin client) throws ExecutionException, InterruptedException {
        var existing = client.listTopics().names().get();
        var missing = topics().stream().filter(topic -> !existing.contains(topic.name())).toList();
        for (var result : client.createTopics(missing).values().values()) {
            try {
                result.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    TimeUnit.SECONDS.sleep(1);
                    throw e;
                }
            }
        }
    }

    private List<NewTopic> topics() {
        var topics = new ArrayList<NewTopic>();
        topics.add(topic(Topics.BOOKINGS, KEPT));
        topics.add(topic(Topics.WITHDRAWALS, KEPT));
        for (var compacted : List.of(Topics.SCHEDULES, Topics.DOCTORS, Topics.CONTACTS, Topics.HOLDS, Topics.RATINGS)) {
            topics.add(topic(compacted, COMPACTED));
        }
        for (var container : listeners.getListenerContainers()) {
            var consumed = container.getContainerProperties().getTopics();
            for (var topic : consumed == null ? new String[0] : consumed) {
                topics.add(topic(Topics.deadLetters(topic, group), KEPT));
            }
        }
        return topics;
    }

    private NewTopic topic(String name, Map<String, String> configs) {
        return new NewTopic(name, settings.partitions(), settings.replicas()).configs(configs);
    }
}
