package dev.medislot.booking.patient;

import dev.medislot.booking.access.AccessTrail;
import dev.medislot.booking.access.PatientData;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.event.RemindersMuted;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.outbox.Outbox;
import dev.medislot.service.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Switches reminders off in the profile of a patient who did so by the link of a reminder. */
@Component
class MutePatientReminders {

    private static final Logger LOG = LoggerFactory.getLogger(MutePatientReminders.class);

    private final Patients patients;
    private final AccessTrail trail;
    private final Outbox outbox;
    private final Clock clock;

    MutePatientReminders(Patients patients, AccessTrail trail, Outbox outbox, Clock clock) {
        this.patients = patients;
        this.trail = trail;
        this.outbox = outbox;
        this.clock = clock;
    }

    @KafkaListener(topics = Topics.REMINDERS)
    @Transactional
    void on(ConsumerRecord<String, byte[]> message) {
        var event = ReceivedEvent.of(message);
        if (RemindersMuted.class.getSimpleName().equals(event.type())) {
            var muted = event.as(RemindersMuted.class);
            if (muted.role() == Role.PATIENT) {
                patients.lockById(new PatientId(muted.personId())).filter(Patient::reminders).ifPresent(this::mute);
            }
        }
    }

    private void mute(Patient patient) {
        var muted = patients.save(patient.withoutReminders(clock.instant().truncatedTo(ChronoUnit.MICROS)));
        outbox.publish(RegisterPatient.contact(muted));
        // the reader of the mail: the patient, or the guardian of a dependent
        var reader = Objects.requireNonNullElse(patient.guardianId(), patient.id());
        trail.add(new Caller(reader.value(), Role.PATIENT, null), "muteReminders", true,
                List.of(new PatientData(patient.id(), null)));
        LOG.info("Patient {} changed to version {}: reminders are off", muted.id(), muted.version());
    }
}
