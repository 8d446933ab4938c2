package dev.medislot.webapp;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the pages in both languages. */
class WordsTest {

    private static final Pattern VALUE = Pattern.compile("\\{\\w+");

    /** A page would show the English words instead of missing ones. Most states have the same name. */
    @ParameterizedTest
    @ValueSource(strings = { "messages", "doctor", "desk" })
    void everyWordIsInSpanishToo(String bundle) {
        var english = words(bundle);
        var spanish = words(bundle + "_es");
        assertThat(english).hasSizeGreaterThan(100);
        assertThat(english.keySet()).filteredOn(key -> !key.startsWith("state.")).isSubsetOf(spanish.keySet());
        assertThat(spanish.keySet()).filteredOn(key -> !key.matches("(specialty|visit\\.name)\\..*"))
                .isSubsetOf(english.keySet());
        assertThat(english.keySet()).filteredOn(spanish::containsKey)
                .allSatisfy(key -> assertThat(values(spanish.getOrDefault(key, ""))).as(key)
                        .isEqualTo(values(english.getOrDefault(key, ""))));
    }

    /** A straight apostrophe quotes the values after it. */
    @ParameterizedTest
    @ValueSource(strings = { "messages", "messages_es", "doctor", "doctor_es", "desk", "desk_es" })
    void noApostropheHidesAValue(String bundle) {
        assertThat(words(bundle)).allSatisfy((_, words) -> assertThat(words).doesNotContain("'"));
    }

    private static Set<String> values(String words) {
        return VALUE.matcher(words).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Map<String, String> words(String bundle) {
        var properties = new Properties();
        var file = "/webapp/%s.properties".formatted(bundle);
        try (var stream = Objects.requireNonNull(WordsTest.class.getResourceAsStream(file));
                var text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties.stringPropertyNames().stream().collect(toMap(key -> key, properties::getProperty));
    }
}
