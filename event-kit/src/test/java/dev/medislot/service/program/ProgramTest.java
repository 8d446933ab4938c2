package dev.medislot.service.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.infra.Ports;
import dev.medislot.service.SmallService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class ProgramTest {

    private static final List<Command> COMMANDS = List.of(command("rebuild contacts"),
            command("rebuild contacts forget"), command("replay <dead-letter topic>"));

    private static Command command(String words) {
        return new Command(words, (_, _) -> {});
    }

    @ParameterizedTest
    @CsvSource({ "rebuild contacts, rebuild contacts", "rebuild Contacts, rebuild contacts",
            "rebuild contacts forget, rebuild contacts forget", "replay a.b.dlt, replay <dead-letter topic>" })
    void commandsAreReadFromTheArguments(String said, String meant) {
        assertThat(Program.find(List.of(said.split(" ")), COMMANDS).words()).isEqualTo(meant);
    }

    @Test
    void settingsMayStandBeforeAndAfterTheWords() {
        assertThat(Program.words("--server.port=1", "rebuild", "contacts", "--medislot.drain=0s"))
                .containsExactly("rebuild", "contacts");
        assertThat(Program.words("--server.port=1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "rebuild", "rebuild schedules", "rebuild contacts now", "rebuild contacts forget all",
            "replay", "replay a b", "rebuid" })
    void otherWordsAreMisuseAndListTheCommands(String said) {
        assertThatExceptionOfType(Misuse.class).isThrownBy(() -> Program.find(List.of(said.split(" ")), COMMANDS))
                .withMessage("No such command: " + said
                        + "; there are: rebuild contacts, rebuild contacts forget, replay <dead-letter topic>");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @ResourceLock(Resources.SYSTEM_OUT)
    void anUnreachableDatabaseIsNamedInAFewLines(CapturedOutput output) {
        var address = "127.0.0.1:" + Ports.free();

        assertThatException().isThrownBy(() -> Program.run(SmallService.class, new String[] { "--server.port=0",
                "--spring.datasource.username=someone", "--medislot.kafka.password=pw",
                "--spring.datasource.url=jdbc:postgresql://%s/nowhere?password=kept-to-itself".formatted(address) }));

        assertThat(output).contains("APPLICATION FAILED TO START")
                .contains("The database at jdbc:postgresql://%s/nowhere does not answer".formatted(address))
                .contains("Connection to %s refused".formatted(address))
                .doesNotContain("kept-to-itself");
    }
}
