package dev.medislot.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.web.problem.Refused;
import org.junit.jupiter.api.Test;

class EntityTagTest {

    @Test
    void theCurrentVersionMayBeChanged() {
        assertThatCode(() -> EntityTag.requireMatch("\"3\"", 3)).doesNotThrowAnyException();
        assertThatCode(() -> EntityTag.requireMatch("\"2\", \"3\"", 3)).doesNotThrowAnyException();
        assertThatCode(() -> EntityTag.requireMatch("*", 3)).doesNotThrowAnyException();
    }

    @Test
    void withoutAnIfMatchNothingIsAsked() {
        assertThatCode(() -> EntityTag.requireMatch(null, 3)).doesNotThrowAnyException();
    }

    @Test
    void anOldVersionIsStale() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> EntityTag.requireMatch("\"2\"", 3));
    }

    @Test
    void aWeakTagNeverMatches() {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> EntityTag.requireMatch("W/\"3\"", 3));
    }
}
