package dev.medislot.systemtests.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Puts events on their topics again, unchanged: any of the bookings, as a replay of dead letters does, and of every
 * other topic the last one of a key, as a relay does that died before it noted the first sending.
 */
final class EventRepeats {

    /** How many events of each topic. */
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
        await("the first booking").atMost(PATIENCE).until(() -> !Topics.all(kafka, Topics.BOOKINGS).isEmpty());
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (var producer = new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new StringSerializer())) {
            for (var topic : Topics.ofEvents(kafka)) {
                var events = Topics.all(kafka, topic);
                for (var event : some(topic.equals(Topics.BOOKINGS) ? events : lastOfEachKey(events))) {
                    sent.add(producer.send(new ProducerRecord<>(topic, event.partition(), event.key(), event.value(),
                            event.headers())));
                }
            }
        }
        for (var one : sent) {
            one.get();
        }
    }

    private List<ConsumerRecord<String, String>> some(Collection<ConsumerRecord<String, String>> events) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(COUNT, shuffled.size()));
    }

    private static Collection<ConsumerRecord<String, String>> lastOfEachKey(
            List<ConsumerRecord<String, String>> events) {
        var last = new LinkedHashMap<String, ConsumerRecord<String, String>>();
        events.forEach(event -> last.put(event.key(), event));
        return last.values();
    }
}
