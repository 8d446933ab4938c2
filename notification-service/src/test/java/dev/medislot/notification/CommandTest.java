package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void misuseIsOneLineAndStatusTwo() throws Exception {
        assertThat(refusal("rebuild", "schedules")).contains("rebuild schedules", "rebuild contacts",
                "rebuild bookings", "replay <dead-letter topic>");
    }

    @Test
    void wrongTopicIsRefusedWithoutAStart() throws Exception {
        for (var topic : List.of("medislot.bookings.v1", "medislot.bookings.v2.a-group.dlt", "bookings.dlt")) {
            assertThat(refusal("replay", topic)).contains("Not a dead-letter topic: " + topic, "<topic>.<group>.dlt",
                    "medislot.withdrawals.v1");
        }
    }

    private static String refusal(String... words) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), NotificationApplication.class.getName()));
        command.addAll(List.of(words));
        var program = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new String(program.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        assertThat(program.waitFor()).isEqualTo(2);
        return lines.getFirst();
    }
}
