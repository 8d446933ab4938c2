package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void misuseIsOneLineAndStatusTwo() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var program = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                NotificationApplication.class.getName(), "rebuild", "schedules").redirectErrorStream(true).start();

        assertThat(new String(program.getInputStream().readAllBytes(), UTF_8).lines()).singleElement()
                .asString()
                .contains("rebuild schedules", "rebuild contacts", "rebuild bookings", "replay <dead-letter topic>");
        assertThat(program.waitFor()).isEqualTo(2);
    }
}
