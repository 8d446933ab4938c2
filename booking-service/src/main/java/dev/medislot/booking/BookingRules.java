package dev.medislot.booking;

import dev.medislot.common.Role;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rules of booking that a clinic sets. Notice, cut-off and the limit of bookings bind patients, not staff.
 *
 * @param holdDuration how long a slot is held while the patient fills in the form
 * @param maxHolds how many slots, each of another doctor, one patient may hold at a time
 * @param cutOff how long before the start a patient can no longer move or cancel
 * @param minimumNotice how long before the start a patient can no longer book
 * @param maxLiveBookings how many bookings one patient may have ahead
 * @param autoCompleteAfter how long after its end an unclosed booking is completed
 * @param undoPeriod how long after it was made a patient may move or cancel a booking inside the cut-off too
 * @param unconfirmed the limits of a patient whose email address is not confirmed
 * @param holdPause how long after their hold expired a patient cannot hold the same time of the doctor again; they can
 *     book it
 * @param maxDependents how many dependents one patient may have; binds staff too
 */
@ConfigurationProperties("medislot")
public record BookingRules(@DefaultValue("5m") Duration holdDuration, @DefaultValue("3") int maxHolds,
        @DefaultValue("2h") Duration cutOff, @DefaultValue("0s") Duration minimumNotice,
        @DefaultValue("20") int maxLiveBookings, @DefaultValue("1d") Duration autoCompleteAfter,
        @DefaultValue("10m") Duration undoPeriod, @DefaultValue Unconfirmed unconfirmed,
        @DefaultValue("5m") Duration holdPause, @DefaultValue("10") int maxDependents) {

    /**
     * The limits of a patient whose email address is not confirmed.
     *
     * @param holds how many slots they may hold at a time
     * @param bookings how many bookings they may have ahead
     */
    public record Unconfirmed(@DefaultValue("1") int holds, @DefaultValue("2") int bookings) {}

    public BookingRules {
        require(holdDuration.isPositive(), "medislot.hold-duration must be longer than nothing");
        require(maxHolds > 0, "medislot.max-holds must be at least 1");
        require(!cutOff.isNegative(), "medislot.cut-off must not be negative");
        require(!minimumNotice.isNegative(), "medislot.minimum-notice must not be negative");
        require(maxLiveBookings > 0, "medislot.max-live-bookings must be at least 1");
        require(!autoCompleteAfter.isNegative(), "medislot.auto-complete-after must not be negative");
        require(!undoPeriod.isNegative(), "medislot.undo-period must not be negative");
        require(unconfirmed.holds() > 0, "medislot.unconfirmed.holds must be at least 1");
        require(unconfirmed.bookings() > 0, "medislot.unconfirmed.bookings must be at least 1");
        require(maxDependents >= 0, "medislot.max-dependents must not be negative");
        require(!holdPause.isNegative(), "medislot.hold-pause must not be negative");
    }

    /**
     * Returns the last moment at which a patient may move or cancel a booking: the cut-off, or the end of the undo
     * period if that is later. The moment may be past; null once the visit has started.
     */
    public @Nullable Instant changeableUntil(Instant start, Instant createdAt, Instant now) {
        if (!now.isBefore(start)) {
            return null;
        }
        var last = start.minus(cutOff);
        return undoPeriod.isZero() ? last : later(last, earlier(start, createdAt.plus(undoPeriod)));
    }

    /** Whether it is too late to move or cancel a booking; only patients are bound by the cut-off. */
    public boolean isPastCutOff(Role by, Instant start, Instant createdAt, Instant now) {
        var until = changeableUntil(start, createdAt, now);
        return by == Role.PATIENT && (until == null || now.isAfter(until));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }
}
