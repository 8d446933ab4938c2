package dev.medislot.webapp;

import static java.util.stream.Collectors.toMap;

import dev.medislot.common.UsState;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes times as a person reads them, in one zone and one language. */
public record Times(ZoneId zone, Locale locale) {

    private static final ZoneId ARIZONA = ZoneId.of("America/Phoenix");

    /** The zones of the states and one of one's own, by name. */
    public static List<Times> usual(ZoneId own, Locale locale) {
        var zones = Arrays.stream(UsState.values()).map(state -> state.zones().getFirst());
        return Stream.concat(Stream.of(own), zones)
                .distinct()
                .map(zone -> new Times(zone, locale))
                .collect(toMap(Times::zoneName, times -> times, (first, _) -> first, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(instant.atZone(zone));
    }

    public String time(LocalTime time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(time);
    }

    /** A time of day of the API, such as 13:00; 24:00 is midnight. */
    public String timeOfDay(String time) {
        return time(time.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(time));
    }

    public String day(Instant instant) {
        return day(instant.atZone(zone).toLocalDate());
    }

    public String day(LocalDate date) {
        return DateTimeFormatter.ofPattern(isSpanish() ? "EEEE d 'de' MMMM" : "EEEE, MMMM d", locale).format(date);
    }

    private boolean isSpanish() {
        return locale.getLanguage().equals("es");
    }

    public String weekday(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
    }

    /** The date with its year. */
    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(date);
    }

    /** A date of the API, such as 2030-01-31. */
    public String date(String date) {
        return date(LocalDate.parse(date));
    }

    public String weekdayName(DayOfWeek day) {
        var name = day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    public String shortDay(LocalDate date) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale).format(date);
    }

    public String month(LocalDate date) {
        return date.getMonth().getDisplayName(TextStyle.SHORT, locale);
    }

    public String moment(Instant instant) {
        return day(instant) + ", " + time(instant);
    }

    /** A local time of the API, with its year. */
    public String local(String time) {
        var local = LocalDateTime.parse(time);
        return date(local.toLocalDate()) + ", " + time(local.toLocalTime());
    }

    /** The name of the zone; Arizona's has that of its neighbours, but no summer time. */
    public String zoneName() {
        var name = zone.getDisplayName(TextStyle.FULL, locale);
        return zone.getRules().equals(ARIZONA.getRules()) ? name + " (Arizona)" : name;
    }

    public LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }
}
