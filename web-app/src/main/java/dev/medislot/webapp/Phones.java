package dev.medislot.webapp;

import java.util.regex.Pattern;

/** Telephone numbers of the API, such as {@code +14155550188;ext=12}, for the templates. */
public final class Phones {

    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1(\\d{3})(\\d{3})(\\d{4})");
    private static final String EXTENSION = ";ext=";

    Phones() {}

    /** A number as people read it, such as +1 415 555 0188 x12. */
    public String text(String phone) {
        var parts = phone.split(EXTENSION, 2);
        var number = NORTH_AMERICAN.matcher(parts[0]);
        var text = number.matches() ? "+1 %s %s %s".formatted(number.group(1), number.group(2), number.group(3))
                : parts[0];
        return parts.length == 1 ? text : text + " x" + parts[1];
    }

    /** The address that calls it; the extension is dialed after a pause. */
    public String link(String phone) {
        return "tel:" + phone.replace(EXTENSION, ",");
    }
}
