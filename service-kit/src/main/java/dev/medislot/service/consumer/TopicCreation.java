package dev.medislot.service.consumer;

import dev.medislot.common.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates the topics of the contract and this service's dead-letter topics as soon as Kafka can be reached. On an
 * existing topic it keeps settings made by hand and applies the contract's others: a broker that creates topics by
 * itself uses its own defaults, which delete records after a week.
 */
class TopicCreation implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Map<String, String> KEPT = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    /** Personal data, where no tombstone reaches it. */
    private static final Map<String, String> KEPT_FOR_A_WHILE = Map.of(TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(Duration.ofDays(14).toMillis()));
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

    /** Waits a moment, so that listeners and relays find their topics; with Kafka away they do without. */
    @Override
    public void start() {
        running = true;
        var creation = Thread.ofVirtual().name("topic-creation").start(this::createWhenKafkaIsThere);
        try {
            creation.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before listeners and relays. */
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
        var wanted = topics();
        var existing = client.listTopics().names().get();
        for (var result : client
                .createTopics(wanted.stream().filter(topic -> !existing.contains(topic.name())).toList())
                .values()
                .values()) {
            try {
                result.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    TimeUnit.SECONDS.sleep(1);
                    throw e;
                }
            }
        }
        applyMissingConfigs(client, wanted.stream().filter(topic -> existing.contains(topic.name())).toList());
    }

    private static void applyMissingConfigs(Admin client, List<NewTopic> topics) throws InterruptedException {
        try {
            var configs = client.describeConfigs(topics.stream().map(TopicCreation::resource).toList()).all().get();
            var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
            for (var topic : topics) {
                var present = Objects.requireNonNull(configs.get(resource(topic)));
                var unset = topic.configs()
                        .entrySet()
                        .stream()
                        .filter(config -> !isSetByHand(present.get(config.getKey())))
                        .map(config -> new AlterConfigOp(new ConfigEntry(config.getKey(), config.getValue()),
                                AlterConfigOp.OpType.SET))
                        .toList();
                if (!unset.isEmpty()) {
                    changes.put(resource(topic), unset);
                    LOG.info("Topic {} was made without the settings of the contract and gets them", topic.name());
                }
            }
            client.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            LOG.warn("The settings of topics that exist could not be looked at: {}", e.getMessage());
        }
    }

    private static boolean isSetByHand(@Nullable ConfigEntry config) {
        return config != null && config.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
    }

    private static ConfigResource resource(NewTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private List<NewTopic> topics() {
        var topics = new ArrayList<NewTopic>();
        for (var name : Topics.ALL) {
            topics.add(topic(name, Topics.isCompacted(name) ? COMPACTED : KEPT));
        }
        for (var container : listeners.getListenerContainers()) {
            var consumed = container.getContainerProperties().getTopics();
            for (var topic : consumed == null ? new String[0] : consumed) {
                topics.add(topic(Topics.deadLetters(topic, group),
                        topic.equals(Topics.CONTACTS) ? KEPT_FOR_A_WHILE : KEPT));
            }
        }
        return topics;
    }

    private NewTopic topic(String name, Map<String, String> configs) {
        return new NewTopic(name, settings.partitions(), settings.replicas()).configs(configs);
    }
}
