package dev.medislot.webapp;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Names for the templates. Of those that the clinic has given, usual ones are translated, and others stay as they are.
 * Missing words cost no exception, as {@code #messages.msgOrNull} would: a day of the front desk has hundreds of names,
 * and most fields have no words of their form.
 */
public final class Names {

    private final MessageSource messages;

    Names(MessageSource messages) {
        this.messages = messages;
    }

    public String specialty(String name, Locale locale) {
        return translated("specialty.", name, locale);
    }

    public String type(String name, Locale locale) {
        return translated("visit.name.", name, locale);
    }

    /**
     * The label of a field: that of its form, or the usual one.
     *
     * @param form null for a form without words of its own
     */
    public String field(@Nullable Object form, String name, Locale locale) {
        var usual = words("field." + name, words("field.other", name, locale), locale);
        return form == null ? usual : words("field.%s.%s".formatted(form, name), usual, locale);
    }

    private String translated(String prefix, String name, Locale locale) {
        return words(prefix + name.replace(' ', '_'), name, locale);
    }

    private String words(String key, String otherwise, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, otherwise, locale));
    }
}
