package dev.medislot.systemtests.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The README's commands, run as they stand there. */
public final class Readme {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash$\\n(.*?)^```$");

    private final String text;

    public Readme() throws IOException {
        text = Files.readString(Repository.file("README.md"));
    }

    private List<String> blocks() {
        var blocks = BLOCK.matcher(text).results().map(match -> match.group(1)).toList();
        assertThat(blocks).isNotEmpty();
        return blocks;
    }

    /** Every address that it says one can log in with. */
    public String[] logins() {
        var logins = Pattern.compile("(?<=[`\"])[a-z.]+@medislot\\.example")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertThat(logins).hasSizeGreaterThanOrEqualTo(3);
        return logins.toArray(String[]::new);
    }

    /** Runs its commands in the folder up to the first that fails, and returns their output. */
    public String run(Path folder, Map<Integer, URI> usualPorts) throws Exception {
        var script = Files.writeString(folder.resolve("readme.sh"), String.join("\n", blocks()));
        var output = folder.resolve("readme.out");
        var shell = new ProcessBuilder("bash", "-euo", "pipefail", script.toString()).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("CURL_HOME", curlTo(folder, usualPorts).toString());
        shell.environment().remove("http_proxy");
        var process = shell.start();
        assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    /** Redirects curl from the usual ports in the commands to the ports of this run. */
    private static Path curlTo(Path folder, Map<Integer, URI> usualPorts) throws IOException {
        var ports = usualPorts.entrySet()
                .stream()
                .map(port -> "connect-to = \"localhost:%d:127.0.0.1:%d\"".formatted(port.getKey(),
                        port.getValue().getPort()));
        Files.write(folder.resolve(".curlrc"), Stream.concat(ports, Stream.of("noproxy = \"*\"")).toList());
        return folder;
    }
}
