package dev.medislot.systemtests.faults.checker;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** No consumer set a record aside, and the self-audit of the bookings answers and finds no damage. */
final class Damage {

    private final Saved saved;

    Damage(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        var deadLetters = saved.end("dead-letter").map(letter -> "a record was set aside: " + letter);
        var counts = saved.end("audit")
                .flatMap(audit -> audit.path("counts").propertyStream())
                .filter(count -> count.getValue().isNumber())
                .toList();
        var damage = counts.stream()
                .filter(count -> count.getValue().asLong() != 0)
                // work for staff
                .filter(count -> !count.getKey().equals("withoutLicense"))
                .map(count -> "the audit counts %s %s".formatted(count.getValue(), count.getKey()));
        var missing = counts.isEmpty() ? Stream.of("the audit counts nothing") : Stream.<String>empty();
        return Stream.of(deadLetters, damage, missing).flatMap(Function.identity()).toList();
    }
}
