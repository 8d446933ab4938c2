package dev.medislot.booking.cancellation;

import dev.medislot.booking.access.PatientData;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import java.time.ZoneId;
import java.util.UUID;

/**
 * The link in mails about a booking that cancels it.
 *
 * @param account the recipient of the mails: the patient, or the guardian of a dependent
 * @param timeZone the time zone of the account
 */
record CancelLink(PatientData data, UUID account, ZoneId timeZone) {

    /** The recipient as the caller, for the history and the access trail. */
    Caller reader() {
        return new Caller(account, Role.PATIENT, null);
    }
}
