package dev.medislot.web;

import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/** The time zones that requests and settings may name: those of IANA, without the obsolete SystemV zones. */
public final class TimeZones {

    public static final String EXPECTED = "must be a time zone such as America/Denver";

    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds()
            .stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private TimeZones() {}

    /** Returns false also for an offset such as {@code +02:00}, which has no daylight saving time. */
    public static boolean isKnown(String zone) {
        return KNOWN.contains(zone);
    }
}
