package dev.medislot.service.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.common.event.Topics;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.support.KafkaHeaders;

/** A record of a dead-letter topic; Spring Kafka's headers name its place on the original topic. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    private static final String ADDED_HEADERS = "kafka_dlt-";

    /** A key in a partition. */
    record Key(TopicPartition partition, ByteBuffer bytes) {

        static Key of(ConsumerRecord<byte[], byte[]> record) {
            return new Key(new TopicPartition(record.topic(), record.partition()), ByteBuffer.wrap(record.key()));
        }
    }

    boolean isFromCompactedTopic() {
        return Topics.isCompacted(originalTopic());
    }

    /** The key in its original partition. */
    Key originalKey() {
        var partition = ByteBuffer.wrap(header(KafkaHeaders.DLT_ORIGINAL_PARTITION)).getInt();
        return new Key(new TopicPartition(originalTopic(), partition), ByteBuffer.wrap(record.key()));
    }

    long originalOffset() {
        return ByteBuffer.wrap(header(KafkaHeaders.DLT_ORIGINAL_OFFSET)).getLong();
    }

    private String originalTopic() {
        return new String(header(KafkaHeaders.DLT_ORIGINAL_TOPIC), UTF_8);
    }

    /** The record as it was on the original topic. */
    ProducerRecord<byte[], byte[]> original() {
        var original = new ProducerRecord<>(originalTopic(), null, record.timestamp(), record.key(), record.value());
        record.headers().forEach(header -> {
            if (!header.key().startsWith(ADDED_HEADERS)) {
                original.headers().add(header);
            }
        });
        return original;
    }

    private byte[] header(String name) {
        var header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("Record %d of partition %d has no %s, which says where it came from"
                    .formatted(record.offset(), record.partition(), name));
        }
        return header.value();
    }
}
