package dev.medislot.systemtests.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Deals faults at random, each kind once before any comes again. */
final class FaultDeck {

    private static final int UNTIL_TWO = 4;

    private final List<Fault> faults;
    private final Random random;
    private final Deque<String> kinds = new ArrayDeque<>();

    FaultDeck(List<Fault> faults, Random random) {
        this.faults = faults;
        this.random = random;
    }

    /** Every fourth time two at once. */
    Fault deal() {
        var first = next();
        if (random.nextInt(UNTIL_TWO) > 0) {
            return first;
        }
        var second = next();
        var both = first.withIfApart(second);
        if (both == first) {
            kinds.addLast(second.name());
        }
        return both;
    }

    private Fault next() {
        if (kinds.isEmpty()) {
            var all = new ArrayList<>(faults.stream().map(Fault::name).distinct().toList());
            Collections.shuffle(all, random);
            kinds.addAll(all);
        }
        return Fault.named(kinds.removeFirst(), faults, random);
    }
}
