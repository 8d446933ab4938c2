package dev.medislot.webapp.desk;

import dev.medislot.client.booking.AtRiskBooking;
import dev.medislot.client.booking.AuditFindings;
import dev.medislot.client.doctor.ExpiringLicense;
import dev.medislot.client.doctor.UnverifiedLicense;
import dev.medislot.client.mail.Mail;
import java.util.List;

/**
 * The first entries of each list.
 *
 * @param withoutVideo doctors with video visits that have no link to join
 * @param audit of the bookings
 */
record Todo(List<AtRiskBooking> atRisk, List<UnverifiedLicense> unverified, List<ExpiringLicense> expiring,
        List<Mail> failed, List<DoctorWithoutVideo> withoutVideo, AuditFindings audit) {

    int size() {
        return atRisk.size() + unverified.size() + expiring.size() + failed.size() + withoutVideo.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The inconsistencies of the tables, which are for the operators. */
    public long inconsistencies() {
        return audit.overlaps() + audit.bookingsWithoutEvent() + audit.versionsWithoutEvent()
                + audit.eventsWithoutBooking() + audit.contradictions();
    }
}
