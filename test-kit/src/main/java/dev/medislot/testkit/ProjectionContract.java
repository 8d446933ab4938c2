package dev.medislot.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.event.Event;
import dev.medislot.common.event.EventJson;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import dev.medislot.service.projection.Rebuild;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contract of every projection. A subclass runs on the service and names the rows of one key. */
public abstract class ProjectionContract {

    @Autowired
    private List<Projection> projections;

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private JdbcClient jdbc;

    protected abstract String table();

    /** The condition, in SQL, that selects the row of {@link #version}. */
    protected abstract String row();

    /** An event of one key that no other test uses; the facts of two versions differ. */
    protected abstract Event version(int version);

    /** Whether the topic has tombstones; a projection of one that has none refuses them. */
    protected boolean hasTombstones() {
        return true;
    }

    @Test
    void aNewerEventReplacesTheRow() {
        assertThat(keep(1)).isPositive();
        var before = stored();

        assertThat(keep(2)).isPositive();

        assertThat(before).hasSize(1);
        assertThat(stored()).hasSize(1).isNotEqualTo(before);
    }

    @Test
    void aRepeatedEventChangesNothing() {
        keep(1);
        var before = stored();

        assertThat(keep(1)).isZero();

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void anOlderEventChangesNothing() {
        keep(2);
        var before = stored();

        assertThat(keep(1)).isZero();

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void aTombstoneEndsTheFactsForOlderEvents() {
        keep(1);
        var before = stored();
        if (!hasTombstones()) {
            assertThatThrownBy(() -> bury(2)).isInstanceOf(UnreadableEvent.class);
            assertThat(stored()).isEqualTo(before);
            return;
        }

        assertThat(bury(2)).isPositive();

        var ended = stored();
        assertThat(ended).isNotEqualTo(before);
        assertThat(bury(2)).isZero();
        assertThat(keep(1)).isZero();
        assertThat(stored()).isEqualTo(ended);
        assertThat(keep(3)).isPositive();
    }

    @Test
    void aRebuildRestoresTheRowFromTheTopic() {
        try (var publisher = new EventPublisher()) {
            publisher.publish(version(1), version(2));
        }
        await().until(() -> keptVersions(), List.of(2L)::equals);
        var stated = stored();

        jdbc.sql("delete from %s where %s".formatted(table(), row())).update();
        // some rebuilds stop at the offset that the group has committed, which follows the row
        await().until(() -> rebuild.rebuild(projection().topic()), rows -> rows > 0);
        assertThat(stored()).isEqualTo(stated);

        keep(3);
        var newer = stored();
        rebuild.rebuild(projection().topic());
        assertThat(stored()).isEqualTo(newer);
    }

    private Projection projection() {
        var topic = version(1).topic();
        return projections.stream().filter(each -> each.topic().equals(topic)).findFirst().orElseThrow();
    }

    private int keep(int version) {
        var event = version(version);
        return projection().keep(received(event, EventJson.write(event)));
    }

    private int bury(int version) {
        return projection().keep(received(version(version), null));
    }

    private static ReceivedEvent received(Event event, @Nullable String value) {
        return new ReceivedEvent(UUID.randomUUID(), event.type(), event.key(), event.sequence(), value);
    }

    private List<@Nullable String> stored() {
        return jdbc.sql("select to_jsonb(%1$s)::text from %1$s where %2$s".formatted(table(), row()))
                .query(String.class)
                .list();
    }

    private List<@Nullable Long> keptVersions() {
        return jdbc.sql("select version from (%s) kept where key = :key".formatted(projection().kept()))
                .param("key", version(1).key())
                .query(Long.class)
                .list();
    }
}
