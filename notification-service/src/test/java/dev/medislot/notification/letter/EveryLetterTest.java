package dev.medislot.notification.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes every kind of letter, and saves it in {@code target/letters} to be looked at in a browser. */
class EveryLetterTest {

    @ParameterizedTest
    @ValueSource(strings = { "en", "es" })
    void everyLetterIsWhole(String language) throws IOException {
        var letters = EveryLetter.all(new Writing(language));
        EveryLetter.save(letters, language, Path.of("target", "letters"));
        letters.forEach((name, written) -> {
            assertThat(written.subject() + written.text() + written.html()).as(name)
                    .doesNotContain("null", "{0}", "{1}", "??", "[(", " th:", ".. ");
            assertThat(written.html()).contains("<html lang=\"%s\"".formatted(language), "Lakeside Clinic");
            assertThat(written.text().lines().filter(String::isBlank))
                    .hasSizeLessThan(written.text().lines().toList().size());
        });
    }
}
