package dev.medislot.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityTagTest {

    @Test
    void theCurrentVersionMayBeChanged() {
        assertThat(EntityTag.matches("\"3\"", 3)).isTrue();
        assertThat(EntityTag.matches("\"2\", \"3\"", 3)).isTrue();
        assertThat(EntityTag.matches("*", 3)).isTrue();
    }

    @Test
    void withoutAnIfMatchNothingIsAsked() {
        assertThat(EntityTag.matches(null, 3)).isTrue();
    }

    @Test
    void anOldVersionIsStale() {
        assertThat(EntityTag.matches("\"2\"", 3)).isFalse();
    }

    @Test
    void aWeakTagNeverMatches() {
        assertThat(EntityTag.matches("W/\"3\"", 3)).isFalse();
    }
}
