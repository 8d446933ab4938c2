package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A browser test checks each page of the web app: a new template without a check is an error. */
class EveryPageTest {

    private static final Path TEMPLATES = Repository.file("web-app/src/main/resources/templates/webapp");
    private static final Path TESTS = Repository.file("system-tests/src/test/java/dev/medislot/systemtests");
    private static final Pattern CHECK = Pattern.compile("assertIsSound\\(\"([^\"]+)\"");
    private static final String PAGE = "~{webapp/layout :: page(";
    /** The page behind the link of a reminder is made by the notification service. */
    private static final String OF_ANOTHER_SERVICE = "mute";

    @Test
    void aBrowserTestChecksEveryPage() throws IOException {
        var templates = files(TEMPLATES).stream().filter(file -> text(file).contains(PAGE));
        var pages = templates.map(file -> TEMPLATES.relativize(file).toString().replace(".html", ""))
                .collect(Collectors.toSet());
        pages.add(OF_ANOTHER_SERVICE);

        assertThat(pages).hasSizeGreaterThan(40);
        assertThat(checked()).containsExactlyInAnyOrderElementsOf(pages);
    }

    private static Set<String> checked() throws IOException {
        return files(TESTS).stream()
                .flatMap(file -> CHECK.matcher(text(file)).results())
                .map(check -> check.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
