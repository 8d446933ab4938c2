package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.notification.rebuild.Projection;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @Test
    void commandsAreReadFromTheArguments() {
        assertThat(Command.of()).isEqualTo(new Command.Serve());
        assertThat(Command.of("--server.port=0")).isEqualTo(new Command.Serve());
        assertThat(Command.of("rebuild", "Bookings")).isEqualTo(new Command.Rebuild(Projection.BOOKINGS));
        assertThat(Command.of("rebuild", "contacts")).isEqualTo(new Command.Rebuild(Projection.CONTACTS));
        assertThat(Command.of("rebuild", "contacts", "forget")).isEqualTo(new Command.RebuildAndForget());
        assertThat(Command.of("replay", "a.b.dlt")).isEqualTo(new Command.Replay("a.b.dlt"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "rebuild", "rebuild schedules", "rebuild bookings forget", "replay", "replay a b",
            "rebuid" })
    void anythingElseIsMisuse(String words) {
        assertThat(Command.of(words.split(" "))).isInstanceOf(Command.Misuse.class);
    }

    @Test
    void misuseIsOneLineAndStatusTwo() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var program = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                NotificationApplication.class.getName(), "rebuild", "schedules").redirectErrorStream(true).start();

        assertThat(new String(program.getInputStream().readAllBytes(), UTF_8).lines()).singleElement().asString()
                .contains("rebuild schedules", "rebuild contacts", "rebuild bookings", "replay <dead-letter topic>");
        assertThat(program.waitFor()).isEqualTo(2);
    }
}
