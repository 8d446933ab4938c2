package dev.medislot.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CancelTokenTest {

    private static final UUID BOOKING = UUID.fromString("0b7f1c7e-3c52-4c39-9a0e-6f1d3f3a9c11");
    private static final String KEY = "kX9vT2bQ7mLr0sWf4yHc8uJd1eZa6nPg3oRi5tVxB2k";

    private final CancelToken token = CancelToken.of(BOOKING, KEY);

    @Test
    void aTokenOpensItsOwnBookingOnly() {
        assertThat(token.opens(BOOKING, KEY)).isTrue();
        assertThat(token.opens(UUID.randomUUID(), KEY)).isFalse();
    }

    @Test
    void anotherKeyMakesAnotherToken() {
        assertThat(token.opens(BOOKING, KEY + "x")).isFalse();
    }

    /** Two services make the same token, perhaps in two releases. */
    @Test
    void aTokenStaysAsItIsAcrossReleases() {
        assertThat(token.text()).isEqualTo("vVyRVVQc3e0qTfkCVWdbWbWGfY-wODxi7_kYkRuOXcQ").hasSize(43);
    }

    @Test
    void aTokenDoesNotShowItself() {
        assertThat(token).hasToString("CancelToken");
        assertThat(new CancelToken("ñ").opens(BOOKING, KEY)).isFalse();
    }
}
