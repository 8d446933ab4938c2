package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
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

/** The methods and constants that READMEs, RATIONALEs and the code style name exist. */
class NamedMethodsTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*[a-z]\\w*\\.(?:[a-z]\\w*|[A-Z][A-Z_]+))\\b");

    @Test
    void everyNamedMethodExists() throws IOException {
        var pages = pages();
        var members = members();
        assertThat(pages).flatMap(NamedMethodsTest::named).hasSizeGreaterThan(100);
        assertThat(pages).allSatisfy(page -> assertThat(named(page)).isSubsetOf(members));
    }

    private static List<Path> pages() throws IOException {
        try (var modules = Files.list(Repository.file(""))) {
            return Stream
                    .concat(modules.flatMap(module -> Stream.of("README.md", "RATIONALE.md").map(module::resolve)),
                            Stream.of(Repository.file("docs/code-style.md")))
                    .filter(Files::exists)
                    .toList();
        }
    }

    private static Set<String> named(Path page) {
        try {
            return NAMED.matcher(Files.readString(page))
                    .results()
                    .map(name -> name.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> members() throws IOException {
        try (var modules = Files.list(Repository.file(""))) {
            var classes = modules.map(module -> module.resolve("target/classes")).filter(Files::exists).toList();
            return new ClassFileImporter().importPaths(classes)
                    .stream()
                    .flatMap(type -> type.getMembers()
                            .stream()
                            .map(member -> type.getSimpleName() + "." + member.getName()))
                    .collect(Collectors.toSet());
        }
    }
}
