package dev.medislot.common.event;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of all events, read from the sealed interfaces. */
final class KnownTypes {

    static final Set<String> NAMES = records(Event.class).map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private KnownTypes() {}

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed() ? Stream.of(family.getPermittedSubclasses()).flatMap(KnownTypes::records)
                : Stream.of(family);
    }
}
