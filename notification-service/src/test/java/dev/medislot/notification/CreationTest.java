package dev.medislot.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.testkit.CreationContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class CreationTest extends CreationContract {

    private static final String FEED = "/api/v1/calendar";

    @Autowired
    Callers callers;

    @Autowired
    JdbcClient jdbc;

    @Override
    protected List<Creation> creations() {
        var patient = People.patient("Ola", "Berg", "America/Denver");
        return List.of(new Creation(api().as(callers.tokenOf(patient)), FEED, null, null,
                () -> jdbc.sql("select secret from calendar_feed where person_id = ?")
                        .param(patient.personId())
                        .query(String.class)
                        .list()));
    }

    @Override
    protected List<String> notCreating() {
        return List.of("/api/v1/notifications/{id}/resend", "/api/v1/reminders/{secret}");
    }

    @Test
    void aKeyBelongsToOneCaller() {
        var one = api().as(callers.tokenOf(People.patient("Ola", "Berg", "America/Denver")));
        var other = api().as(callers.tokenOf(People.doctor("Uma", "Rao", "America/Chicago")));

        var mine = one.with("Idempotency-Key", "a").call("POST", FEED, null).isCreated();
        var theirs = other.with("Idempotency-Key", "a").call("POST", FEED, null).isCreated();

        assertThat(theirs.text("address")).isNotEqualTo(mine.text("address"));
        assertThat(theirs.header("Idempotent-Replayed")).isEmpty();
    }
}
