package dev.medislot.common;

import java.net.URI;
import java.util.Locale;

/**
 * Every reason to refuse a request, as the type of a problem document (RFC 9457). A table in the README of this module
 * lists the places that a new one needs.
 */
public enum ProblemType {
    VALIDATION(400, "Invalid input"),
    MALFORMED(400, "The request cannot be read"),
    UNAUTHENTICATED(401, "Log in first"),
    FORBIDDEN(403, "Not allowed"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not available in that format"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    PAYLOAD_TOO_LARGE(413, "The request is too large"),
    SLOT_TAKEN(409, "The slot is taken"),
    PATIENT_BUSY(409, "The patient has a booking at that time"),
    EMAIL_TAKEN(409, "The email address is in use"),
    OVERLAP(409, "The times overlap"),
    STATE_CONFLICT(409, "Not possible in the current state"),
    IDEMPOTENCY_CONFLICT(422, "The idempotency key is in use"),
    STALE(412, "It has changed since it was read"),
    NOT_LICENSED(422, "The doctor is not licensed where the patient will be"),
    SLOT_IN_PAST(422, "The slot has started already"),
    TOO_LATE(422, "Too close to the start"),
    TOO_MANY_BOOKINGS(422, "Too many bookings"),
    EMAIL_UNCONFIRMED(422, "Confirm the email address first"),
    PHONE_NEEDED(422, "A telephone number is needed"),
    WRONG_PASSWORD(422, "The current password is wrong"),
    SECOND_FACTOR(422, "A second factor is needed"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    INTERNAL(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Not available right now, please try again");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The name in kebab case, such as {@code slot-taken}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The type of the problem document: {@code urn:medislot:problem:<slug>}. */
    public URI uri() {
        return URI.create("urn:medislot:problem:" + slug());
    }
}
