package dev.medislot.availability.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.common.event.SchedulePublished;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@AvailabilityTest
class ConcurrentEditTest {

    @Autowired
    private World world;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void editsAtOnceNeverLeaveAMixture() throws Exception {
        var doctor = world.doctorIn(World.DENVER, "08:00", "12:00", "CO");
        var edits = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 12; i++) {
            var hours = i % 3;
            edits.add(() -> (switch (hours) {
                case 0 -> world.everyDay(doctor, "06:00", "09:00");
                case 1 -> world.everyDay(doctor, "13:30", "17:30");
                default -> world.everyDay(doctor, "20:00", "24:00");
            }).status());
        }
        try (var editors = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(editors.invokeAll(edits)).extracting(Future::get).containsOnly(200);
        }

        // every day offers the same hours: those of one edit
        var days = world
                .get(doctor.path(
                        "/calendar?from=%s&to=%s".formatted(World.today().plusDays(1), World.today().plusDays(59))))
                .isOk()
                .list("/days");
        assertThat(days).hasSize(59)
                .extracting(day -> day.path("slots")
                        .valueStream()
                        .map(slot -> slot.path("localStart").asString().substring(11))
                        .toList())
                .containsOnly(days.getFirst()
                        .path("slots")
                        .valueStream()
                        .map(slot -> slot.path("localStart").asString().substring(11))
                        .toList());

        // and the last events on Kafka are the stored state
        try (var schedules = new EventLog(Topics.SCHEDULES)) {
            var latest = new HashMap<String, SchedulePublished>();
            var versions = new HashMap<String, Long>();
            await().until(() -> jdbc.sql("select not exists (select 1 from outbox)").query(Boolean.class).single());
            var events = schedules.startingWith(doctor.id().toString());
            events.forEach(event -> {
                assertThat(event.sequence()).isEqualTo(versions.merge(event.key(), 1L, Long::sum));
                latest.put(event.key(), event.as(SchedulePublished.class));
            });
            for (var day : days) {
                assertThat(latest.get(doctor.id() + "/" + day.path("date").asString()).slots()).extracting(SlotTime::id)
                        .extracting(Object::toString)
                        .containsExactlyElementsOf(
                                day.path("slots").valueStream().map(slot -> slot.path("id").asString()).toList());
            }
        }
    }
}
