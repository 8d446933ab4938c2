package dev.medislot.availability.hours;

import dev.medislot.web.problem.Refused;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Reads local date-times in whole minutes; {@code T24:00} is the next date's midnight. */
public final class LocalMinutes {

    static final String MESSAGE = "must be a local time in whole minutes such as 2026-12-01T08:00";

    private static final String MIDNIGHT = "T24:00";

    private LocalMinutes() {}

    /** Refuses anything that is not a local time in whole minutes. */
    public static LocalDateTime parse(String field, String text) {
        return read(text).orElseThrow(() -> Refused.invalid(field, MESSAGE));
    }

    static Optional<LocalDateTime> read(String text) {
        try {
            var time = text.endsWith(MIDNIGHT)
                    ? LocalDate.parse(text.substring(0, text.length() - MIDNIGHT.length())).plusDays(1).atStartOfDay()
                    : LocalDateTime.parse(text);
            if (time.getSecond() == 0 && time.getNano() == 0 && time.getYear() >= 2000 && time.getYear() < 2200) {
                return Optional.of(time);
            }
        } catch (DateTimeException _) {
            // not readable
        }
        return Optional.empty();
    }
}
