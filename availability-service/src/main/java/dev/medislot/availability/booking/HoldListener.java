package dev.medislot.availability.booking;

import dev.medislot.common.SlotId;
import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps holds; the search leaves out what is held, and one that is over needs no event. */
@Component
class HoldListener {

    record HoldFacts(SlotTime slot, Instant heldUntil) {
    }

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Holds holds;
    private final Clock clock;

    HoldListener(Holds holds, Clock clock) {
        this.holds = holds;
        this.clock = clock;
    }

    @KafkaListener(topics = Topics.HOLDS, concurrency = "3")
    void held(ConsumerRecord<String, byte[]> record) {
        var event = ReceivedEvent.of(record);
        if (event.isTombstone()) {
            holds.release(SlotId.parse(event.key()), event.sequence());
        } else {
            var hold = event.as(HoldFacts.class);
            holds.keep(hold.slot(), hold.heldUntil(), event.sequence());
        }
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetWhatIsOver() {
        holds.forgetThoseThatStartedBefore(clock.instant().minus(A_DAY));
    }
}
