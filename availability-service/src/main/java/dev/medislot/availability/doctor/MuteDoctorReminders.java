package dev.medislot.availability.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.event.RemindersMuted;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Switches reminders off in the profile of a doctor who did so by the link of a reminder. */
@Component
class MuteDoctorReminders {

    private static final Logger LOG = LoggerFactory.getLogger(MuteDoctorReminders.class);

    private final Doctors doctors;
    private final PublishDoctor publishDoctor;

    MuteDoctorReminders(Doctors doctors, PublishDoctor publishDoctor) {
        this.doctors = doctors;
        this.publishDoctor = publishDoctor;
    }

    @KafkaListener(topics = Topics.REMINDERS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        if (RemindersMuted.class.getSimpleName().equals(event.type())) {
            var muted = event.as(RemindersMuted.class);
            if (muted.role() == Role.DOCTOR) {
                doctors.lock(new DoctorId(muted.personId())).filter(Doctor::reminders).ifPresent(this::mute);
            }
        }
    }

    private void mute(Doctor doctor) {
        doctors.muteReminders(doctor.id());
        publishDoctor.publish(doctors.find(doctor.id()).orElseThrow());
        LOG.info("Switched off the reminders of doctor {}", doctor.id());
    }
}
