package dev.medislot.booking.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.RemindersMuted;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import dev.medislot.testkit.EventPublisher;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Reminders that a patient switched off by the link of a mail. */
@BookingTest
class MutePatientRemindersTest {

    @Autowired
    StoredClinic clinic;

    private final EventPublisher topic = new EventPublisher();
    private final EventLog contacts = new EventLog(Topics.CONTACTS);

    @AfterEach
    void close() {
        topic.close();
        contacts.close();
    }

    @Test
    void thePatientsProfileSaysSo() {
        var staff = clinic.staff();
        var id = staff
                .post("/patients",
                        Map.of("email", UUID.randomUUID() + "@example.com", "password", "correct horse", "firstName",
                                "Pat", "lastName", "Doe", "timeZone", "America/Los_Angeles", "address",
                                Map.of("street", "1 Main St", "city", "Town", "state", "CA", "zip", "90001")))
                .isCreated()
                .id();

        topic.publish(muted(id, Role.DOCTOR), muted(id, Role.PATIENT));

        await().untilAsserted(
                () -> assertThat(staff.get("/patients/" + id).body().path("reminders").asBoolean()).isFalse());
        assertThat(reminders(id, 2)).containsExactly(true, false);
        assertThat(staff.get("/patients/" + id + "/access").texts("items", "operation")).contains("muteReminders");
    }

    private static RemindersMuted muted(String person, Role role) {
        return new RemindersMuted(UUID.fromString(person), role, Instant.now());
    }

    private List<Boolean> reminders(String person, int count) {
        return contacts.await(person, count).stream().map(event -> event.as(ContactChanged.class).reminders()).toList();
    }
}
