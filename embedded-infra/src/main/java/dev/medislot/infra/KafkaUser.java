package dev.medislot.infra;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A user of Kafka, with the topics that the user writes and reads. */
public enum KafkaUser {

    /** The broker itself and its operators; has every right. */
    ADMIN("admin"),
    AVAILABILITY("availability-service"),
    BOOKING("booking-service"),
    NOTIFICATION("notification-service"),
    /** Other systems that follow the topics without personal data. */
    CONSUMER("consumer");

    private static final String BOOKINGS = "medislot.bookings.v1";
    private static final String SCHEDULES = "medislot.schedules.v1";
    private static final String DOCTORS = "medislot.doctors.v1";
    private static final String CONTACTS = "medislot.contacts.v1";
    private static final String HOLDS = "medislot.holds.v1";
    private static final String RATINGS = "medislot.ratings.v1";
    private static final String WITHDRAWALS = "medislot.withdrawals.v1";
    private static final String SESSIONS = "medislot.sessions.v1";
    private static final String ACCOUNT_MAILS = "medislot.account-mails.v1";
    private static final String ACCESSES = "medislot.accesses.v1";
    private static final String REMINDERS = "medislot.reminders.v1";
    private static final String WAITLIST = "medislot.waitlist.v1";

    private final String label;

    KafkaUser(String label) {
        this.label = label;
    }

    /** The name with which the user logs in. */
    public String label() {
        return label;
    }

    public Set<String> written() {
        return switch (this) {
            case AVAILABILITY -> Set.of(SCHEDULES, DOCTORS, WITHDRAWALS, CONTACTS, SESSIONS, ACCOUNT_MAILS);
            case BOOKING -> Set.of(BOOKINGS, HOLDS, RATINGS, CONTACTS, SESSIONS, ACCOUNT_MAILS, WAITLIST);
            case NOTIFICATION -> Set.of(ACCESSES, REMINDERS);
            case ADMIN, CONSUMER -> Set.of();
        };
    }

    public Set<String> read() {
        return switch (this) {
            case AVAILABILITY -> Set.of(BOOKINGS, HOLDS, RATINGS, SESSIONS, REMINDERS);
            case BOOKING -> Set.of(SCHEDULES, DOCTORS, CONTACTS, WITHDRAWALS, SESSIONS, ACCESSES, REMINDERS);
            case NOTIFICATION -> Set.of(BOOKINGS, CONTACTS, SESSIONS, ACCOUNT_MAILS, WAITLIST);
            case CONSUMER -> Set.of(BOOKINGS, WITHDRAWALS, SCHEDULES, DOCTORS, HOLDS, RATINGS);
            case ADMIN -> Set.of();
        };
    }

    /** The topics of the records that the service could not apply. */
    List<String> deadLetters() {
        return isService() ? read().stream().map(topic -> topic + "." + label + ".dlt").toList() : List.of();
    }

    boolean isService() {
        return label.endsWith("-service");
    }

    String principal() {
        return "User:" + label;
    }

    static Stream<KafkaUser> all() {
        return Stream.of(values());
    }
}
