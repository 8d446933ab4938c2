package dev.medislot.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads the topics of a run, and sets records aside as consumers do. */
final class Topics {

    static final String BOOKINGS = "medislot.bookings.v1";
    static final String OFFERS = "medislot.waitlist.v1";

    private Topics() {}

    static String deadLetters(String service) {
        return "%s.%s.dlt".formatted(BOOKINGS, service);
    }

    /** Puts the last event of a booking on the dead-letter topic of a service, as its consumer does. */
    static void setAside(Map<String, Object> kafka, String booking, String service)
            throws InterruptedException, ExecutionException {
        var event = all(kafka, BOOKINGS).stream()
                .filter(each -> each.key().equals(booking))
                .reduce((_, next) -> next)
                .orElseThrow();
        var letter = new ProducerRecord<>(deadLetters(service), null, event.key(), event.value(), event.headers());
        letter.headers().add("kafka_dlt-original-topic", BOOKINGS.getBytes(UTF_8));
        try (var producer = new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(letter).get();
        }
    }

    static List<String> deadLetterTopics(Map<String, Object> kafka) {
        return ours(kafka).filter(topic -> topic.endsWith(".dlt")).toList();
    }

    /** The topics of events, without those of dead letters. */
    static List<String> ofEvents(Map<String, Object> kafka) {
        return ours(kafka).filter(topic -> !topic.endsWith(".dlt")).toList();
    }

    private static Stream<String> ours(Map<String, Object> kafka) {
        try (var consumer = new KafkaConsumer<>(new HashMap<>(kafka), new StringDeserializer(),
                new StringDeserializer())) {
            return consumer.listTopics().keySet().stream().filter(topic -> topic.startsWith("medislot.")).sorted();
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
