package dev.medislot.availability.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodesTest {

    /** The secret of the examples in RFC 6238, in Base32. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({ "59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037",
            "20000000000, 353130" })
    void codesAreThoseOfTheRfc(long second, String code) {
        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(second))).hasValue(second / 30);
        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(second + 30))).hasValue(second / 30);
        assertThat(TimeCodes.step(SECRET, code, Instant.ofEpochSecond(second + 90))).isEmpty();
    }

    @Test
    void otherTextsAreNoCodes() {
        for (var text : new String[] { "", "287", "2870820", "28708é", "287083" }) {
            assertThat(TimeCodes.step(SECRET, text, Instant.ofEpochSecond(59))).isEmpty();
        }
    }

    @Test
    void secretsDiffer() {
        assertThat(TimeCodes.secret()).hasSize(32).matches("[A-Z2-7]+").isNotEqualTo(TimeCodes.secret());
    }
}
