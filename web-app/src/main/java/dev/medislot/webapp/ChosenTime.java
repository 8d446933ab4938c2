package dev.medislot.webapp;

import dev.medislot.client.doctor.Doctor;
import dev.medislot.client.doctor.VisitType;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time that a visitor wants to book after the login, as its doctor's openings have shown it.
 *
 * @param doctor null if the doctor is not known
 * @param visitType null for the default visit
 */
public record ChosenTime(SlotId slot, Times times, @Nullable Doctor doctor, @Nullable VisitType visitType) {

    private static final Pattern BOOKING = Pattern.compile("/book/([\\w-]+)\\?(?:.*&)?state=([A-Z]{2})(?:&.*)?");

    /** Whether the doctor calls the patient, whose phone number is needed then. */
    public boolean isByPhone() {
        return visitType != null && visitType.mode() == VisitMode.PHONE;
    }

    /** The time that the page after the login books; empty if that page books nothing. */
    public static Optional<ChosenTime> of(String next, Doctors doctors, VisitTypes visitTypes, Locale locale) {
        var booking = BOOKING.matcher(next);
        if (!booking.matches()) {
            return Optional.empty();
        }
        try {
            var zone = UsState.valueOf(booking.group(2)).zones().getFirst();
            var slot = SlotId.parse(booking.group(1));
            var type = Optional.ofNullable(slot.visitType()).flatMap(visitTypes::find);
            return Optional.of(new ChosenTime(slot, new Times(zone, locale), doctors.find(slot.doctor()).orElse(null),
                    type.orElse(null)));
        } catch (IllegalArgumentException _) {
            // typed by hand
            return Optional.empty();
        }
    }
}
