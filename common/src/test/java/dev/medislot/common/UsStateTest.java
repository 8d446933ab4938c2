package dev.medislot.common;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.event.EventJson;
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
}
