package dev.medislot.common.event;

import java.util.Set;

/** The topics of the contract. */
public final class Topics {

    /** Every change of a booking, kept forever, keyed by booking id. */
    public static final String BOOKINGS = "medislot.bookings.v1";

    /** The latest state of each doctor's day, compacted, keyed by doctor id, a slash and the date. */
    public static final String SCHEDULES = "medislot.schedules.v1";

    /** The latest public profile of each doctor with their licenses, compacted, keyed by doctor id. */
    public static final String DOCTORS = "medislot.doctors.v1";

    /** The contact data of each person, compacted, keyed by person id; personal data. */
    public static final String CONTACTS = "medislot.contacts.v1";

    /** The latest hold on each slot, compacted, keyed by slot id. */
    public static final String HOLDS = "medislot.holds.v1";

    /** The latest average and count of each doctor's ratings, compacted, keyed by doctor id. */
    public static final String RATINGS = "medislot.ratings.v1";

    /** Bookings to be cancelled because their slot was removed, keyed by booking id. */
    public static final String WITHDRAWALS = "medislot.withdrawals.v1";

    /** Ends of sessions, whose tokens every service refuses; kept for a day, keyed by person id. */
    public static final String SESSIONS = "medislot.sessions.v1";

    /**
     * Mails about accounts to be sent, keyed by person id, kept for a day. They carry email addresses and the secrets
     * of links; only the notification service reads them.
     */
    public static final String ACCOUNT_MAILS = "medislot.account-mails.v1";

    /**
     * Reads and changes of patients' data for the access trail of the booking service, which alone reads them; ids
     * only, kept for a week, keyed by patient id.
     */
    public static final String ACCESSES = "medislot.accesses.v1";

    /** Reminders that people switched off by the link of a reminder, keyed by person id, kept for a week. */
    public static final String REMINDERS = "medislot.reminders.v1";

    /**
     * Slots that are held for patients on the waitlist, keyed by the entry, kept for a day. They carry the secrets of
     * links; only the notification service reads them.
     */
    public static final String WAITLIST = "medislot.waitlist.v1";

    /** The suffix of dead-letter topics. */
    public static final String DEAD_LETTERS = ".dlt";

    /** Every topic except dead-letter topics. */
    public static final Set<String> ALL = Set.of(BOOKINGS, SCHEDULES, DOCTORS, CONTACTS, HOLDS, RATINGS, WITHDRAWALS,
            SESSIONS, ACCOUNT_MAILS, ACCESSES, REMINDERS, WAITLIST);

    private static final Set<String> COMPACTED = Set.of(SCHEDULES, DOCTORS, CONTACTS, HOLDS, RATINGS);

    private Topics() {}

    /** Whether Kafka keeps only the latest record of each key, so that the last record is the current state. */
    public static boolean isCompacted(String topic) {
        return COMPACTED.contains(topic);
    }

    /** The dead-letter topic of a consumer group. */
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + DEAD_LETTERS;
    }
}
