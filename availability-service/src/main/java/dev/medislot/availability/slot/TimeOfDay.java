package dev.medislot.availability.slot;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/** A local time as whole minutes from midnight, {@code 24:00} included; unlike LocalTime it can end a day. */
@JsonClassDescription("a time from 00:00 to 24:00")
public record TimeOfDay(int minutes) implements Comparable<TimeOfDay> {

    public static final TimeOfDay MIDNIGHT = new TimeOfDay(24 * 60);

    private static final Pattern FORM = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)");

    public TimeOfDay {
        if (minutes < 0 || minutes > 24 * 60) {
            throw new IllegalArgumentException("Not within a day: minute " + minutes);
        }
    }

    @JsonCreator
    public static TimeOfDay parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("Not a time as 08:00: " + text);
        }
        return new TimeOfDay(Integer.parseInt(match.group(1)) * 60 + Integer.parseInt(match.group(2)));
    }

    public LocalDateTime on(LocalDate date) {
        return date.atStartOfDay().plusMinutes(minutes);
    }

    @Override
    public int compareTo(TimeOfDay other) {
        return Integer.compare(minutes, other.minutes);
    }

    @JsonValue
    @Override
    public String toString() {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }
}
