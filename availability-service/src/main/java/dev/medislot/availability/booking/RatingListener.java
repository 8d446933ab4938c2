package dev.medislot.availability.booking;

import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.Topics;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps what patients think of doctors, for their profiles. */
@Component
class RatingListener {

    record RatingFacts(double average, int count) {
    }

    private final JdbcClient jdbc;

    RatingListener(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @KafkaListener(topics = Topics.RATINGS)
    void changed(ConsumerRecord<String, byte[]> record) {
        var event = ReceivedEvent.of(record);
        var rating = event.isTombstone() ? new RatingFacts(0, 0) : event.as(RatingFacts.class);
        jdbc.sql("""
                insert into rating (doctor_id, version, average, count) values (?, ?, ?, ?)
                on conflict (doctor_id) do update
                set version = excluded.version, average = excluded.average, count = excluded.count
                where rating.version < excluded.version
                """).params(UUID.fromString(event.key()), event.sequence(), rating.average(), rating.count()).update();
    }
}
