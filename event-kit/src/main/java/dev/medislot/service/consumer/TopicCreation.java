package dev.medislot.service.consumer;

import dev.medislot.common.event.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates the topics of the contract and this service's dead-letter topics as soon as Kafka is reachable. An existing
 * topic gets those of the contract's settings for which it has no value of its own; its partitions stay. Leaves out the
 * topics to which Kafka gives this service no right: they belong to another service.
 */
class TopicCreation implements SmartLifecycle {

    /** The pause after a failed try. */
    static final Duration REST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration STARTUP_WAIT = Duration.ofSeconds(3);

    private final KafkaAdmin admin;
    private final KafkaListenerEndpointRegistry listeners;
    private final TopicProperties settings;
    private final String group;
    private final Duration rest;
    private volatile boolean running;
    private volatile @Nullable Thread creation;
    private @Nullable Class<?> lastFailure;

    TopicCreation(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners, TopicProperties settings, String group,
            Duration rest) {
        this.admin = admin;
        this.listeners = listeners;
        this.settings = settings;
        this.group = group;
        this.rest = rest;
    }

    /** Waits a moment, so that listeners and relays find their topics, but lets the service start without Kafka. */
    @Override
    public void start() {
        running = true;
        var started = Thread.ofVirtual().name("topic-creation").start(this::createOnceKafkaAnswers);
        creation = started;
        try {
            started.join(STARTUP_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        var started = creation;
        if (started != null) {
            started.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Topics are created before listeners and relays start. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void createOnceKafkaAnswers() {
        try {
            while (running && !areCreated()) {
                Thread.sleep(rest);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean areCreated() throws InterruptedException {
        try (var kafka = Admin.create(admin.getConfigurationProperties())) {
            var topics = topics();
            var existing = kafka.listTopics().names().get();
            create(kafka, topics.stream().filter(topic -> !existing.contains(topic.name())).toList());
            applyMissingConfigs(kafka, topics.stream().filter(topic -> existing.contains(topic.name())).toList());
            return true;
        } catch (ExecutionException | RuntimeException e) {
            warnOnce(NestedExceptionUtils.getMostSpecificCause(e));
            return false;
        }
    }

    /** Logs a failure unless the try before failed alike; the messages of a failure may differ in their times. */
    private void warnOnce(Throwable cause) {
        if (cause.getClass() != lastFailure) {
            LOG.warn("The topics are not created yet, Kafka did not answer: {}", cause.getMessage());
            lastFailure = cause.getClass();
        }
    }

    private static void create(Admin kafka, List<NewTopic> topics) throws ExecutionException, InterruptedException {
        for (var created : kafka.createTopics(topics).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException || e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
            }
        }
    }

    private static void applyMissingConfigs(Admin kafka, List<NewTopic> topics) throws InterruptedException {
        var resources = topics.stream().collect(Collectors.toMap(TopicCreation::resource, topic -> topic));
        try {
            var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
            for (var present : kafka.describeConfigs(resources.keySet()).values().entrySet()) {
                var topic = Objects.requireNonNull(resources.get(present.getKey()));
                var missing = ifAllowed(present.getValue()).map(config -> missing(topic, config)).orElse(List.of());
                if (!missing.isEmpty()) {
                    LOG.info("Topic {} lacks settings of the contract, adding them", topic.name());
                    changes.put(present.getKey(), missing);
                }
            }
            for (var changed : kafka.incrementalAlterConfigs(changes).values().values()) {
                ifAllowed(changed);
            }
        } catch (ExecutionException e) {
            LOG.warn("The settings of existing topics could not be read or changed: {}", e.getMessage());
        }
    }

    /** Returns empty where Kafka refuses it to this service. */
    private static <T> Optional<T> ifAllowed(Future<T> answer) throws ExecutionException, InterruptedException {
        try {
            return Optional.ofNullable(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<AlterConfigOp> missing(NewTopic topic, Config present) {
        return topic.configs()
                .entrySet()
                .stream()
                .filter(wanted -> !isSetOnTopic(present.get(wanted.getKey())))
                .map(wanted -> new AlterConfigOp(new ConfigEntry(wanted.getKey(), wanted.getValue()), OpType.SET))
                .toList();
    }

    private static boolean isSetOnTopic(@Nullable ConfigEntry config) {
        return config != null && config.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG;
    }

    private static ConfigResource resource(NewTopic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private List<NewTopic> topics() {
        var contract = Topics.ALL.stream().map(name -> topic(name, TopicConfigs.of(name)));
        var deadLetters = ConsumerSetup.consumedTopics(listeners)
                .map(name -> topic(Topics.deadLetters(name, group), TopicConfigs.ofDeadLetters(name)));
        return Stream.concat(contract, deadLetters).toList();
    }

    private NewTopic topic(String name, Map<String, String> configs) {
        return new NewTopic(name, settings.partitions(), settings.replicas()).configs(configs);
    }
}
