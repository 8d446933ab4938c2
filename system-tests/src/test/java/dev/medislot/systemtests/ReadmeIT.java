package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The README's first booking, run as it stands there on a fresh quickstart. */
class ReadmeIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash$\\n(.*?)^```$");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void theFirstBookingWorksWordForWord() throws Exception {
        var home = QuickstartProcess.Home.fresh(folder.resolve("data"));
        try (var quickstart = home.start("MEDISLOT_QUICKSTART_EXAMPLE_DATA=true").awaitReady()) {
            assertThat(quickstart.output()).contains(logins());

            var script = Files.writeString(folder.resolve("readme.sh"), String.join("\n", blocks()));
            var output = folder.resolve("readme.out");
            var shell = new ProcessBuilder("bash", "-euo", "pipefail", script.toString()).directory(folder.toFile())
                    .redirectErrorStream(true).redirectOutput(output.toFile());
            shell.environment().put("CURL_HOME", curlTo(home).toString());
            shell.environment().remove("http_proxy");
            var process = shell.start();

            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            var said = Files.readString(output);
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).contains("\"status\":\"CONFIRMED\"", "Appointment confirmed", "\"status\":\"CANCELLED\"",
                    "\"version\":3");
        }
    }

    /** The commands name the usual ports; curl is told where those are here, so that they need not be free. */
    private Path curlTo(QuickstartProcess.Home home) throws IOException {
        Files.writeString(folder.resolve(".curlrc"), """
                connect-to = "localhost:8080:127.0.0.1:%d"
                connect-to = "localhost:8025:127.0.0.1:%d"
                noproxy = "*"
                """.formatted(home.ports().get("GATEWAY"), home.ports().get("INBOX")));
        return folder;
    }

    private static List<String> blocks() throws IOException {
        var blocks = BLOCK.matcher(readme()).results().map(match -> match.group(1)).toList();
        assertThat(blocks).isNotEmpty();
        return blocks;
    }

    /** Every address that the README says one can log in with. */
    private static String[] logins() throws IOException {
        var logins = Pattern.compile("(?<=[`\"])[a-z.]+@medislot\\.example").matcher(readme()).results()
                .map(MatchResult::group).collect(Collectors.toSet());
        assertThat(logins).hasSizeGreaterThanOrEqualTo(3);
        return logins.toArray(String[]::new);
    }

    private static String readme() throws IOException {
        return Files.readString(Repository.file("README.md"));
    }
}
