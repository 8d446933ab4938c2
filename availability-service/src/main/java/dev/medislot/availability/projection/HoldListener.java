package dev.medislot.availability.projection;

import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stores holds; the search leaves out held slots, and a hold expires without an event. */
@Component
class HoldListener {

    private final Holds holds;

    HoldListener(Holds holds) {
        this.holds = holds;
    }

    @KafkaListener(topics = Topics.HOLDS, concurrency = "3")
    void held(ConsumerRecord<String, byte[]> record) {
        holds.keep(ReceivedEvent.of(record));
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetWhatIsOver() {
        holds.forgetWhatIsOver();
    }
}
