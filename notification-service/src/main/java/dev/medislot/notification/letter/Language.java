package dev.medislot.notification.letter;

import dev.medislot.common.VisitMode;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** A language that mails are written in: its words, from {@code letters*.properties}, and its dates and times. */
final class Language {

    static final MessageSource WORDS = words();

    private static final Language ENGLISH = new Language(Locale.US, "EEEE, MMMM d, uuuu", "EEEE, MMMM d", "EEE, MMM d");
    private static final Language SPANISH = new Language(Locale.of("es", "US"), "EEEE, d 'de' MMMM 'de' uuuu",
            "EEEE d 'de' MMMM", "EEEE d MMM");

    private final Locale locale;
    private final DateTimeFormatter longDate;
    private final DateTimeFormatter dateOfYear;
    private final DateTimeFormatter shortDate;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter time;
    private final DateTimeFormatter shortZone;
    private final DateTimeFormatter longZone;

    private Language(Locale locale, String longDate, String dateOfYear, String shortDate) {
        this.locale = locale;
        this.longDate = DateTimeFormatter.ofPattern(longDate, locale);
        this.dateOfYear = DateTimeFormatter.ofPattern(dateOfYear, locale);
        this.shortDate = DateTimeFormatter.ofPattern(shortDate, locale);
        this.weekday = DateTimeFormatter.ofPattern("EEEE", locale);
        this.time = DateTimeFormatter.ofPattern("h:mm a", locale);
        this.shortZone = DateTimeFormatter.ofPattern("z", locale);
        this.longZone = DateTimeFormatter.ofPattern("zzzz", locale);
    }

    /** Returns English for a tag without mails of its own. */
    static Language of(String tag) {
        return Locale.forLanguageTag(tag).getLanguage().equals("es") ? SPANISH : ENGLISH;
    }

    Locale locale() {
        return locale;
    }

    /** Returns the text of that key with the values in its places. */
    String say(String key, Object... values) {
        return WORDS.getMessage(key, values, locale);
    }

    /** {@code Tuesday, December 1, 2026}. */
    String longDate(ZonedDateTime moment) {
        return longDate.format(moment);
    }

    /** {@code Tue, Dec 1}; in Spanish with the whole weekday, because {@code mar} is also a month. */
    String shortDate(ZonedDateTime moment) {
        return shortDate.format(moment);
    }

    /** {@code Tuesday, December 1}. */
    String dateOfYear(ZonedDateTime moment) {
        return dateOfYear.format(moment);
    }

    /** {@code Tuesday}. */
    String weekday(ZonedDateTime moment) {
        return weekday.format(moment);
    }

    /** {@code 9:00 AM}. */
    String time(ZonedDateTime moment) {
        return time.format(moment);
    }

    /** {@code at 9:00 AM}. */
    String atTime(ZonedDateTime moment) {
        return say(moment.getHour() % 12 == 1 ? "at.one" : "at", time(moment));
    }

    /** {@code PST}. */
    String shortZone(ZonedDateTime moment) {
        return shortZone.format(moment);
    }

    /** {@code Pacific Standard Time}. */
    String longZone(ZonedDateTime moment) {
        return longZone.format(moment);
    }

    /** {@code Tuesday, December 1, 2026, 9:00 AM PST}. */
    String moment(ZonedDateTime moment) {
        return longDate(moment) + ", " + time(moment) + " " + shortZone(moment);
    }

    /** A moment in a sentence: {@code Tuesday, December 1, 2026, at 9:00 AM PST}. */
    String momentInSentence(ZonedDateTime moment) {
        return longDate(moment) + ", " + atTime(moment) + " " + shortZone(moment);
    }

    /** {@code 1 hour 30 minutes}. */
    String length(Duration length) {
        var minutes = say("minutes", length.toMinutesPart());
        if (length.toHours() == 0) {
            return minutes;
        }
        var hours = say("hours", length.toHours());
        return length.toMinutesPart() == 0 ? hours : hours + " " + minutes;
    }

    /**
     * {@code Follow-up, 20 minutes, by phone}.
     *
     * @param name of the visit type; missing for the default visit
     */
    String visit(@Nullable String name, Duration length, VisitMode mode) {
        return Stream.of(name == null ? null : type(name), length(length), say("mode." + mode))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** The usual names of visit types in this language; any other as the clinic gives it. */
    private String type(String name) {
        var known = WORDS.getMessage("type." + name.replace(' ', '_'), null, null, locale);
        return known == null ? name : known;
    }

    private static MessageSource words() {
        var words = new ResourceBundleMessageSource();
        words.setBasename("letters");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        words.setAlwaysUseMessageFormat(true);
        return words;
    }
}
