package dev.medislot.booking.calendar;

import dev.medislot.common.DoctorId;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.ReceivedEvent;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.UnreadableEvent;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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
    @Transactional
    void schedule(ConsumerRecord<String, byte[]> record) {
        var event = ReceivedEvent.of(record);
        if (event.isTombstone()) {
            var doctorAndDate = event.key().split("/", 2);
            try {
                days.empty(new DoctorId(UUID.fromString(doctorAndDate[0])), LocalDate.parse(doctorAndDate[1]),
                        event.sequence());
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw new UnreadableEvent("Not a key of a doctor's day", e);
            }
        } else {
            days.publish(event.as(SchedulePublished.class), event.sequence());
        }
    }

    @KafkaListener(topics = Topics.DOCTORS)
    @Transactional
    void doctor(ConsumerRecord<String, byte[]> record) {
        var event = ReceivedEvent.of(record);
        if (event.isTombstone()) {
            doctors.leave(new DoctorId(UUID.fromString(event.key())), event.sequence());
        } else {
            doctors.change(event.as(DoctorChanged.class), event.sequence());
        }
    }
}
