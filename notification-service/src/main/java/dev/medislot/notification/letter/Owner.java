package dev.medislot.notification.letter;

import dev.medislot.notification.projection.Contact;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The patient or doctor whose appointment a mail is about, in the words of its recipient.
 *
 * @param dependent the name of a dependent of the recipient; missing if the appointment is the recipient's own
 */
public record Owner(Language language, @Nullable String dependent) {

    /** The words of a calendar entry of that reader, about their own appointment or that of a dependent. */
    public static Owner in(Contact reader, @Nullable String dependent) {
        return new Owner(Language.of(reader.language()), dependent);
    }

    /**
     * The title of a calendar entry.
     *
     * @param other the other person of the visit; missing once erased
     */
    public String title(@Nullable String other) {
        return other == null ? say("appointment") : say("appointment.with", other);
    }

    /** The line of a calendar entry that leads to the page of its booking. */
    public String pageNote(URI page) {
        return language.say("page.note", page.toString());
    }

    /**
     * Returns the text of that key, or, for a dependent, of the key with {@code .of}, whose last value is the
     * dependent; with a capital at its start.
     */
    String say(String key, Object... values) {
        if (dependent == null) {
            return language.say(key, values);
        }
        var all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = dependent;
        var text = language.say(key + ".of", all);
        return text.substring(0, 1).toUpperCase(language.locale()) + text.substring(1);
    }
}
