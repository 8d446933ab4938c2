package dev.medislot.notification.projection;

/** The person who gets the mails of a patient or doctor. */
public sealed interface Addressee {

    /**
     * A person who can be mailed.
     *
     * @param recipient the patient or doctor whom the mail concerns
     * @param to the same, or the guardian of a dependent
     */
    record Reachable(Contact recipient, Contact to) implements Addressee {}

    /** The recipient or the guardian is not known yet. */
    record Unknown() implements Addressee {}

    /** The recipient or the guardian was erased. */
    record Erased() implements Addressee {}

    /** The recipient, or the guardian, has no address, so nothing is mailed. */
    record Unreachable() implements Addressee {}
}
