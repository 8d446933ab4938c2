package dev.medislot.availability.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.RemindersMuted;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventPublisher;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reminders that a doctor switched off by the link of a mail. */
@AvailabilityTest
class MuteDoctorRemindersTest {

    @Autowired
    World world;

    private final EventPublisher topic = new EventPublisher();
    private final EventLog contacts = new EventLog(Topics.CONTACTS);

    @AfterEach
    void close() {
        topic.close();
        contacts.close();
    }

    @Test
    void theDoctorsProfileSaysSo() {
        var doctor = world.doctor();
        var before = contacts.await(doctor.id().toString(), 1).size();

        topic.publish(muted(doctor.id(), Role.PATIENT), muted(doctor.id(), Role.DOCTOR));

        assertThat(contacts.await(doctor.id().toString(), before + 1).getLast().as(ContactChanged.class).reminders())
                .isFalse();
        assertThat(contacts.of(doctor.id())).hasSize(before + 1);
    }

    private static RemindersMuted muted(UUID person, Role role) {
        return new RemindersMuted(person, role, Instant.now());
    }
}
