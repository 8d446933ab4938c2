package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void nothingSetIsTheUsual() {
        var settings = Settings.from(Map.of("PATH", "/bin"));

        assertThat(settings.port(Listener.GATEWAY)).isEqualTo(8080);
        assertThat(settings.data()).isEqualTo(Path.of(".medislot").toAbsolutePath());
        assertThat(settings.cache()).isEqualTo(settings.data().resolve("cache"));
        assertThat(settings.exampleData()).isTrue();
    }

    @Test
    void whatIsSetCounts() {
        var settings = Settings.from(Map.of("MEDISLOT_QUICKSTART_POSTGRES_PORT", "5544",
                "MEDISLOT_QUICKSTART_EXAMPLE_DATA", "false", "MEDISLOT_QUICKSTART_JVM_OPTIONS", "-Xmx1g  -Xint"));

        assertThat(settings.port(Listener.POSTGRES)).isEqualTo(5544);
        assertThat(settings.exampleData()).isFalse();
        assertThat(settings.jvmOptions()).containsExactly("-Xmx1g", "-Xint");
    }

    @ParameterizedTest
    @CsvSource({ "MEDISLOT_QUICKSTART_GATEWAY_PORT,eighty", "MEDISLOT_QUICKSTART_GATEWAY_PORT,0",
            "MEDISLOT_QUICKSTART_GATEWAY_PORT,65536", "MEDISLOT_QUICKSTART_STOP_SECONDS,soon",
            "MEDISLOT_QUICKSTART_EXAMPLE_DATA,maybe", "MEDISLOT_QUICKSTART_GATWAY_PORT,8080",
            "MEDISLOT_QUICKSTART_BOOKING_SERVICE_ENV_,x" })
    void nonsenseIsNamedInOneLine(String name, String value) {
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> Settings.from(Map.of(name, value)))
                .withMessageContaining(name)
                .withMessageNotContaining("\n");
    }

    @Test
    void thePortThatTheReadmeProposesIsFree() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var proposed = Pattern.compile("(MEDISLOT_QUICKSTART_\\w+)=(\\d+)").matcher(readme).results().toList();

        assertThat(proposed).isNotEmpty()
                .allSatisfy(
                        setting -> assertThat(Settings.from(Map.of(setting.group(1), setting.group(2)))).isNotNull());
    }

    @Test
    void sharedPortsAreRefused() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Settings.from(Map.of("MEDISLOT_QUICKSTART_BOOKING_PORT", "8080")))
                .withMessage("MEDISLOT_QUICKSTART_GATEWAY_PORT and MEDISLOT_QUICKSTART_BOOKING_PORT are both 8080; "
                        + "give each a port of its own");
    }
}
