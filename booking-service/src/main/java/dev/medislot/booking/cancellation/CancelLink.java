package dev.medislot.booking.cancellation;

import dev.medislot.booking.access.PatientData;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import java.time.ZoneId;
import java.util.UUID;

/**
 * The link in mails about a booking that cancels it.
 *
 * @param account the patient, or the guardian of a dependent, to whom the mails went
 * @param timeZone that of the account
 */
record CancelLink(PatientData data, UUID account, ZoneId timeZone) {

    /** Who cancels with the link, in the history and in the access trail. */
    Caller reader() {
        return new Caller(account, Role.PATIENT, null);
    }
}
