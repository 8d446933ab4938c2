package dev.medislot.webapp;

import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;

/**
 * Names that the clinic has given, for the templates: usual ones are translated, others stay as they are. A name
 * without a translation costs no exception, as {@code #messages.msgOrNull} would; a day of the front desk has hundreds.
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

    private String translated(String prefix, String name, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(prefix + name.replace(' ', '_'), null, name, locale));
    }
}
