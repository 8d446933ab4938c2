package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonesTest {

    @ParameterizedTest
    @CsvSource({ "+14155550188, +1 415 555 0188", "+14155550188;ext=12, +1 415 555 0188 x12",
            "+525512345678, +525512345678", "+1415, +1415" })
    void numbersOfTheUsAreGrouped(String stored, String read) {
        assertThat(new Phones().text(stored)).isEqualTo(read);
    }

    @Test
    void anExtensionIsDialedAfterAPause() {
        assertThat(new Phones().link("+14155550188;ext=12")).isEqualTo("tel:+14155550188,12");
    }
}
