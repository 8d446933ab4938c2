package dev.medislot.webapp.desk;

import dev.medislot.client.booking.AtRiskBooking;
import dev.medislot.client.booking.AuditFindings;
import dev.medislot.client.doctor.ExpiringLicense;
import dev.medislot.client.doctor.UnverifiedLicense;
import dev.medislot.client.mail.Mail;
import java.time.Instant;
import java.util.List;

/**
 * The first entries of each list.
 *
 * @param withoutVideo doctors with video visits that have no link to join
 * @param delayed mails that were tried and still wait, the oldest last
 * @param audit of the bookings
 */
record Todo(List<AtRiskBooking> atRisk, List<UnverifiedLicense> unverified, List<ExpiringLicense> expiring,
        List<Mail> failed, List<DoctorWithoutVideo> withoutVideo, List<Mail> delayed, AuditFindings audit) {

    int size() {
        return atRisk.size() + unverified.size() + expiring.size() + failed.size() + withoutVideo.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** When the oldest of the delayed mails was written. */
    public Instant delayedSince() {
        return delayed.getLast().createdAt();
    }

    /** The inconsistencies of the tables, which are for the operators. */
    public long inconsistencies() {
        return audit.overlaps() + audit.bookingsWithoutEvent() + audit.versionsWithoutEvent()
                + audit.eventsWithoutBooking() + audit.contradictions();
    }
}
