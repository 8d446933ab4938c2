package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaultDeckTest {

    private static final List<String> KINDS = List.of("kill redis", "stop redis", "kill all of booking-service",
            "kill booking-service", "cut kafka");

    private final FaultDeck deck = new FaultDeck(KINDS.stream().map(FaultDeckTest::fault).toList(), new Random(7));

    private static Fault fault(String name) {
        return new Fault(name, () -> {}, () -> {});
    }

    @Test
    void eachKindComesBeforeAnyComesAgain() {
        var dealt = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            dealt.addAll(List.of(deck.deal().name().split(" \\+ ")));
        }

        for (int i = 0; i + KINDS.size() <= dealt.size(); i += KINDS.size()) {
            assertThat(dealt.subList(i, i + KINDS.size())).containsExactlyInAnyOrderElementsOf(KINDS);
        }
    }

    @Test
    void twoFaultsAtOnceHitDifferentParts() {
        for (int i = 0; i < 100; i++) {
            assertThat(deck.deal().name().split(" \\+ ")).extracting(name -> name.substring(name.lastIndexOf(' ')))
                    .doesNotHaveDuplicates();
        }
    }
}
