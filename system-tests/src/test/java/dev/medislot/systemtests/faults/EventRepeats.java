package dev.medislot.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts old events of bookings on the topic again, unchanged, as a replay of dead letters does. */
final class EventRepeats {

    static final String TOPIC = "medislot.bookings.v1";
    static final String OFFERS = "medislot.waitlist.v1";

    private static final int COUNT = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Object> kafka;
    private final Random random;

    /** @param random is drawn from once, however many events there are: the same seed then draws the same faults */
    EventRepeats(Map<String, Object> kafka, Random random) {
        this.kafka = kafka;
        this.random = new Random(random.nextLong());
    }

    void send() throws InterruptedException, ExecutionException {
        var old = await("the first events").atMost(PATIENCE).until(() -> all(kafka, TOPIC), found -> !found.isEmpty());
        Collections.shuffle(old, random);
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new StringSerializer())) {
            old.stream()
                    .limit(COUNT)
                    .forEach(event -> sent.add(producer.send(new ProducerRecord<>(TOPIC, event.partition(), event.key(),
                            event.value(), event.headers()))));
        }
        for (var one : sent) {
            one.get();
        }
    }

    static String deadLetters(String service) {
        return "%s.%s.dlt".formatted(TOPIC, service);
    }

    /** Puts the last event of a booking on the dead-letter topic of a service, as its consumer does. */
    static void setAside(Map<String, Object> kafka, String booking, String service)
            throws InterruptedException, ExecutionException {
        var event = all(kafka, TOPIC).stream()
                .filter(each -> each.key().equals(booking))
                .reduce((_, next) -> next)
                .orElseThrow();
        var letter = new ProducerRecord<>(deadLetters(service), null, event.key(), event.value(), event.headers());
        letter.headers().add("kafka_dlt-original-topic", TOPIC.getBytes(UTF_8));
        try (var producer = new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(letter).get();
        }
    }

    static List<String> deadLetterTopics(Map<String, Object> kafka) {
        try (var consumer = new KafkaConsumer<>(new HashMap<>(kafka), new StringDeserializer(),
                new StringDeserializer())) {
            return consumer.listTopics().keySet().stream().filter(topic -> topic.endsWith(".dlt")).toList();
        }
    }

    /** Everything on a topic, in the order of each partition. */
    static List<ConsumerRecord<String, String>> all(Map<String, Object> kafka, String topic) {
        var events = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(new HashMap<>(kafka), new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic)
                    .stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(events::add);
            }
        }
        return events;
    }
}
