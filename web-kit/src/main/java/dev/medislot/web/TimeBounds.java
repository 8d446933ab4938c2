package dev.medislot.web;

import dev.medislot.web.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the bounds of a list: instants, or dates in the caller's zone. */
public record TimeBounds(ZoneId zone) {

    /** The upper bound of all times in lists. */
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** Returns UTC for null. Throws {@link Refused} for an unknown zone. */
    public static TimeBounds in(@Nullable String timeZone) {
        var zone = timeZone == null ? "UTC" : timeZone;
        if (!TimeZones.isKnown(zone)) {
            throw Refused.invalid("timeZone", TimeZones.EXPECTED);
        }
        return new TimeBounds(ZoneId.of(zone));
    }

    /** Reads the lower bound; a date means the start of that day. */
    public Instant from(String text) {
        return read("from", text, 0);
    }

    /** Reads the upper bound; a date includes that whole day. */
    public Instant to(String text) {
        return read("to", text, 1);
    }

    private Instant read(String field, String text, int daysLater) {
        try {
            var moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text).plusDays(daysLater).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (isStorable(moment)) {
                return moment;
            }
        } catch (DateTimeException _) {
            // the last statement refuses it
        }
        throw Refused.invalid(field, "must be an instant such as 2026-12-01T16:00:00Z or a date");
    }

    /** PostgreSQL cannot store every moment that Java can. */
    static boolean isStorable(Instant moment) {
        return !moment.isBefore(Instant.EPOCH) && moment.isBefore(LATEST);
    }

    static boolean isStorable(LocalDate date) {
        return isStorable(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
