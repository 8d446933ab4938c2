package dev.medislot.webapp.doctor.hours;

import dev.medislot.client.doctor.NewTimeOff;
import dev.medislot.webapp.TypedText;
import java.time.LocalDate;
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
        part = part == null ? DayPart.TIMES : part;
        startTime = part == DayPart.TIMES ? startTime : "";
        endTime = part == DayPart.TIMES ? endTime : "";
    }

    /** The last day is the first one if it is missing. */
    NewTimeOff request() {
        var until = last == null ? first : last;
        return new NewTimeOff(first + "T" + time(startTime, part == DayPart.AFTERNOON ? NOON : "00:00"),
                until + "T" + time(endTime, part == DayPart.MORNING ? NOON : "24:00"), TypedText.given(reason));
    }

    private static String time(@Nullable String typed, String usual) {
        return typed == null || typed.isBlank() ? usual : typed;
    }
}
