package dev.medislot.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.event.EventJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UsStateTest {

    @Test
    void bitsStoredOnceStayTrue() {
        assertThat(Arrays.stream(UsState.values()).map(UsState::name).collect(Collectors.joining(" "))).startsWith(
                "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND"
                        + " OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR GU VI AS MP");
    }

    @Test
    void aSetSurvivesItsMask() {
        var states = EnumSet.of(UsState.AL, UsState.WY, UsState.MP);

        assertThat(UsState.ofMask(UsState.mask(states))).isEqualTo(states);
    }

    @Test
    void everyStateHasItsOwnBit() {
        assertThat(Long.bitCount(UsState.mask(EnumSet.allOf(UsState.class)))).isEqualTo(56);
    }

    @Test
    void readsCodesInAnyCase() {
        assertThat(UsState.ofCode(" ca ")).contains(UsState.CA);
        assertThat(UsState.ofCode("XX")).isEmpty();
        assertThat(EventJson.read("[\"ca\",\"NY\"]", UsState[].class)).containsExactly(UsState.CA, UsState.NY);
    }

    @Test
    void everyStateHasOneOrTwoDatesAtATime() {
        var evening = Instant.parse("2027-03-05T04:30:00Z");

        assertThat(UsState.values()).allSatisfy(state -> assertThat(state.datesAt(evening)).hasSizeBetween(1, 2));
        assertThat(UsState.NY.datesAt(evening)).containsExactly(LocalDate.of(2027, 3, 4));
        assertThat(UsState.NY.datesAt(evening.plusSeconds(3600))).containsExactly(LocalDate.of(2027, 3, 5));
        assertThat(UsState.FL.datesAt(evening.plusSeconds(3600))).containsExactly(LocalDate.of(2027, 3, 4),
                LocalDate.of(2027, 3, 5));
        assertThat(UsState.GU.datesAt(evening)).containsExactly(LocalDate.of(2027, 3, 5));
        assertThat(UsState.AS.datesAt(evening.plusSeconds(6 * 3600))).containsExactly(LocalDate.of(2027, 3, 4));
    }
}
