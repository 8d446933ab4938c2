package dev.medislot.availability.projection;

import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class RatingListener {

    private final Ratings ratings;

    RatingListener(Ratings ratings) {
        this.ratings = ratings;
    }

    @KafkaListener(topics = Topics.RATINGS)
    void changed(ConsumerRecord<String, byte[]> record) {
        ratings.keep(ReceivedEvent.of(record));
    }
}
