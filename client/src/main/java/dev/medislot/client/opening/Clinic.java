package dev.medislot.client.opening;

import dev.medislot.common.UsState;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clinic and its rules.
 *
 * @param phone E.164, with {@code ;ext=} before an extension
 * @param cutOff how long before the start a patient can last move or cancel
 * @param minimumNotice how long before the start a patient can last book
 * @param undoPeriod how long after booking a patient can move or cancel inside the cut-off too
 */
public record Clinic(String name, @Nullable String phone, @Nullable Address address, ZoneId timeZone, Duration cutOff,
        Duration minimumNotice, Duration holdDuration, Duration undoPeriod, List<String> languages) {

    /** Where the clinic is. */
    public record Address(String street, String city, UsState state, String zip) {}
}
