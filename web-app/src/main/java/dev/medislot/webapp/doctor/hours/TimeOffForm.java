package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.doctor.NewTimeOff;
import dev.medislot.webapp.TypedText;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * The fields of time off as they were typed.
 *
 * @param part the times count only for {@code TIMES}
 * @param startTime empty for the whole first day
 * @param last the last day of it
 * @param endTime empty for the whole last day
 */
record TimeOffForm(@DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate first, @Nullable String startTime,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate last, @Nullable String endTime, @Nullable String reason,
        @Nullable DayPart part) {

    static final TimeOffForm BLANK = new TimeOffForm(null, "", null, "", "", DayPart.WHOLE);
    private static final String NOON = "12:00";

    TimeOffForm {
        if (part == null) {
            part = isBlank(startTime) && isBlank(endTime) ? DayPart.WHOLE : DayPart.TIMES;
        }
        startTime = part == DayPart.TIMES ? startTime : "";
        endTime = part == DayPart.TIMES ? endTime : "";
    }

    /** A field and the key of the words that say why it is wrong. */
    record Wrong(String field, String words) {}

    /** What is wrong in the eyes of the doctor, though the API would take it; empty for nothing. */
    Optional<Wrong> wrong(LocalDate today) {
        if (first == null) {
            return Optional.empty();
        }
        var end = last == null ? first : last;
        if (end.isBefore(first)) {
            return Optional.of(new Wrong("last", "off.order"));
        }
        if (end.isBefore(today)) {
            return Optional.of(new Wrong(last == null ? "first" : "last", "off.past"));
        }
        return part == DayPart.TIMES && isBlank(startTime) && isBlank(endTime)
                ? Optional.of(new Wrong("startTime", "off.times"))
                : Optional.empty();
    }

    /** The last day is the first one if it is missing. */
    NewTimeOff request() {
        var until = last == null ? first : last;
        return new NewTimeOff(first + "T" + time(startTime, part == DayPart.AFTERNOON ? NOON : "00:00"),
                until + "T" + time(endTime, part == DayPart.MORNING ? NOON : "24:00"), TypedText.given(reason));
    }

    /** Whether these local times have all of the time off already; the API's texts sort like times. */
    boolean isWithin(LocalDateTime start, LocalDateTime end) {
        var wanted = request();
        return start.toString().compareTo(wanted.start()) <= 0 && end.toString().compareTo(wanted.end()) >= 0;
    }

    private static String time(@Nullable String typed, String usual) {
        return typed == null || typed.isBlank() ? usual : typed;
    }

    private static boolean isBlank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }
}
