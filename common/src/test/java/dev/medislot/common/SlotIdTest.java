package dev.medislot.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotIdTest {

    private static final DoctorId DOCTOR = new DoctorId(UUID.randomUUID());
    private static final Instant NINE = Instant.parse("2026-12-01T17:00:00Z");

    @Test
    void carriesDoctorAndStart() {
        var text = new SlotId(DOCTOR, NINE).toString();

        assertThat(SlotId.parse(text)).isEqualTo(new SlotId(DOCTOR, NINE));
    }

    @Test
    void fitsIntoAUrl() {
        assertThat(new SlotId(DOCTOR, NINE).toString()).matches("[A-Za-z0-9_-]{27}");
    }

    @Test
    void startsOnAWholeMinute() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotId(DOCTOR, NINE.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "!!!!!!!!!!!!!!!!!!!!!!!!!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAB" })
    void refusesWhatItDidNotWrite(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SlotId.parse(text));
    }
}
