package dev.medislot.notification.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.notification.People;
import dev.medislot.notification.ServiceTest;
import dev.medislot.testkit.EventPublisher;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys of links in mails that an instance of the release before has dropped. */
@ServiceTest
class FindLinkKeysTest {

    private static final String KEY = "wQ4sZ8nT1yB6mK0rJ5vX2cL9fH3dG7pA-eU_iO4tRbN";

    @Autowired
    EventPublisher topic;

    @Autowired
    Contacts contacts;

    @Autowired
    FindLinkKeys findLinkKeys;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aKeyThatWasDroppedComesFromTheTopic() {
        var patient = People.withLinkKey(People.patient("Noa", "Lind", "America/Denver"), KEY);
        topic.publish(patient);
        await().until(() -> contacts.find(patient.personId()).isPresent());
        jdbc.sql("update contact set link_key = null where person_id = ?").param(patient.personId()).update();

        // the consumer commits the offset of the event some moments after it
        await().untilAsserted(() -> {
            findLinkKeys.run();
            assertThat(contacts.find(patient.personId()))
                    .hasValueSatisfying(known -> assertThat(known.linkKey()).isEqualTo(KEY));
        });
    }
}
