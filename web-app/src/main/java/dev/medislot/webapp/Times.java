package dev.medislot.webapp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

/** Writes times as a person reads them, in one zone and one language. */
public record Times(ZoneId zone, Locale locale) {

    public String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(instant.atZone(zone));
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

    public String shortDay(LocalDate date) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale).format(date);
    }

    public String month(LocalDate date) {
        return date.getMonth().getDisplayName(TextStyle.SHORT, locale);
    }

    public String moment(Instant instant) {
        return day(instant) + ", " + time(instant);
    }

    public String zoneName() {
        return zone.getDisplayName(TextStyle.FULL, locale);
    }

    public LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }
}
