package dev.medislot.webapp;

import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The time that a visitor wants to book after the login, as its doctor's openings have shown it. */
public record ChosenTime(SlotId slot, Times times) {

    private static final Pattern BOOKING = Pattern.compile("/book/([\\w-]+)\\?(?:.*&)?state=([A-Z]{2})(?:&.*)?");

    /** The time that the page after the login books; empty if that page books nothing. */
    public static Optional<ChosenTime> of(String next, Locale locale) {
        var booking = BOOKING.matcher(next);
        if (!booking.matches()) {
            return Optional.empty();
        }
        try {
            var zone = UsState.valueOf(booking.group(2)).zones().getFirst();
            return Optional.of(new ChosenTime(SlotId.parse(booking.group(1)), new Times(zone, locale)));
        } catch (IllegalArgumentException _) {
            // typed by hand
            return Optional.empty();
        }
    }
}
