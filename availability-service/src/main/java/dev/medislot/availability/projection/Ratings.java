package dev.medislot.availability.projection;

import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Repository;

/** Copies of the doctors' ratings, for their profiles. */
@Repository
class Ratings implements Projection {

    record RatingFacts(double average, int count) {}

    private final JdbcClient jdbc;

    Ratings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @KafkaListener(topics = Topics.RATINGS)
    void changed(ConsumerRecord<String, byte[]> record) {
        keep(ReceivedEvent.of(record));
    }

    @Override
    public String topic() {
        return Topics.RATINGS;
    }

    @Override
    public String kept() {
        return "select doctor_id::text as key, version from rating where count > 0";
    }

    @Override
    public int keep(ReceivedEvent event) {
        var rating = event.isTombstone() ? new RatingFacts(0, 0) : event.as(RatingFacts.class);
        return jdbc.sql("""
                insert into rating as kept (doctor_id, version, average, count)
                values (:doctor, :version, :average, :count)
                on conflict (doctor_id) do update
                set version = excluded.version, average = excluded.average, count = excluded.count
                where kept.version < excluded.version
                or (kept.version = excluded.version
                    and (kept.average, kept.count) is distinct from (excluded.average, excluded.count))
                """)
                .param("doctor", UUID.fromString(event.key()))
                .param("version", event.sequence())
                .param("average", rating.average())
                .param("count", rating.count())
                .update();
    }
}
