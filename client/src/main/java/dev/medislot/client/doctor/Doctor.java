package dev.medislot.client.doctor;

import dev.medislot.client.Place;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's public profile.
 *
 * @param licensedStates the states with a license that is valid today
 * @param status only for staff
 * @param language the tag of the language of the mails, only for the doctor and staff
 * @param startEvery minutes between two starts of visits of a type; null if as often as a slot is long
 * @param videoLink only for the doctor and staff, as the place
 * @param reminders only in the answer to a change, as the pending email address
 * @param affectedBookings only in the answer to a change
 */
public record Doctor(DoctorId id, String firstName, String lastName, @Nullable String specialty, @Nullable String bio,
        ZoneId timeZone, int slotMinutes, Rating rating, List<UsState> licensedStates, @Nullable DoctorStatus status,
        @Nullable List<AffectedBooking> affectedBookings, @Nullable String language, @Nullable Integer startEvery,
        @Nullable String videoLink, @Nullable Place place, @Nullable Boolean reminders, @Nullable String pendingEmail) {

    /**
     * The rating over all patients.
     *
     * @param average 1 to 5 stars; null without ratings
     */
    public record Rating(@Nullable Double average, int count) {}
}
