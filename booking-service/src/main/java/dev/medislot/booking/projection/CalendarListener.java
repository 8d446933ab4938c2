package dev.medislot.booking.projection;

import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps our copy of doctors and their days; repeats and latecomers change nothing. */
@Component
class CalendarListener {

    private final DoctorDays days;
    private final Doctors doctors;

    CalendarListener(DoctorDays days, Doctors doctors) {
        this.days = days;
        this.doctors = doctors;
    }

    @KafkaListener(topics = Topics.SCHEDULES, concurrency = "2")
    void schedule(ConsumerRecord<String, byte[]> record) {
        days.keep(ReceivedEvent.of(record));
    }

    @KafkaListener(topics = Topics.DOCTORS)
    void doctor(ConsumerRecord<String, byte[]> record) {
        doctors.keep(ReceivedEvent.of(record));
    }
}
