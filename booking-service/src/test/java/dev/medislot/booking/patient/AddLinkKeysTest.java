package dev.medislot.booking.patient;

import static dev.medislot.common.UsState.CA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Patients whom an earlier release registered, without the key of the links in their mails. */
@BookingTest
class AddLinkKeysTest {

    @Autowired
    StoredClinic clinic;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AddLinkKeys addLinkKeys;

    private final EventLog contacts = new EventLog(Topics.CONTACTS);

    @AfterEach
    void close() {
        contacts.close();
    }

    @Test
    void aPatientWithoutAKeyGetsOneOnTheTopic() {
        var patient = clinic.patient(CA);
        jdbc.sql("update patient set link_key = null where id = ?").param(patient.id()).update();

        addLinkKeys.run();
        addLinkKeys.run();

        var published = contacts.await(patient.id().toString(), 1);
        assertThat(published).hasSize(1);
        var contact = published.getFirst().as(ContactChanged.class);
        assertThat(contact.version()).isEqualTo(2);
        assertThat(contact.firstName()).isEqualTo("Pat");
        assertThat(contact.linkKey()).hasSize(43).isEqualTo(key(patient));
    }

    @Test
    void aChangeByAnEarlierReleaseEndsTheKey() {
        var patient = clinic.patient(CA);
        var former = key(patient);
        jdbc.sql("update patient set email = 'other-' || email, version = version + 1 where id = ?")
                .param(patient.id())
                .update();

        addLinkKeys.run();

        assertThat(key(patient)).hasSize(43).isNotEqualTo(former);
        assertThat(contacts.await(patient.id().toString(), 1).getFirst().as(ContactChanged.class).linkKey())
                .isEqualTo(key(patient));
    }

    @Test
    void aDependentNeedsNone() {
        var guardian = clinic.patient(CA);
        var mia = guardian
                .post("/patients/me/dependents",
                        Map.of("firstName", "Mia", "lastName", "Doe", "dateOfBirth", "2019-05-30"))
                .isCreated()
                .id();

        addLinkKeys.run();

        assertThat(jdbc.sql("select link_key is null from patient where id = ?::uuid")
                .param(mia)
                .query(Boolean.class)
                .single()).isTrue();
        assertThat(contacts.await(mia, 1)).hasSize(1)
                .allSatisfy(event -> assertThat(event.as(ContactChanged.class).linkKey()).isNull());
    }

    @Test
    void noAnswerShowsTheKey() {
        var patient = clinic.patient(CA);

        for (var path : List.of("/patients/me", "/patients/me/export")) {
            assertThat(patient.get(path).isOk().text()).doesNotContain("linkKey", String.valueOf(key(patient)));
        }
    }

    private @Nullable String key(ApiCaller patient) {
        return jdbc.sql("select link_key from patient where id = ?").param(patient.id()).query(String.class).single();
    }
}
