package dev.medislot.common.event;

import dev.medislot.common.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail about an account is to be sent. It has personal data and may have a secret, so only the notification service
 * may read its topic.
 *
 * @param mailId the same for every delivery of the same mail
 * @param email the address to write to, which may differ from the person's current one
 * @param token the secret of the link; missing for a mail without a link
 * @param expiresAt the end of the link; missing for a mail without a link
 * @param language the tag of the language to write in; missing means that of the contact
 */
public record AccountMailRequested(UUID mailId, UUID personId, Role role, Kind kind, String email,
        @Nullable String firstName, @Nullable String token, @Nullable Instant expiresAt, Instant occurredAt,
        @Nullable String language) implements Event {

    /** The reason for the mail. */
    public enum Kind {
        /** To an address that is not confirmed yet, with a link. */
        CONFIRM_EMAIL,
        /** To a person who forgot their password, with a link. */
        RESET_PASSWORD,
        /** To the former address, after another one took its place. */
        EMAIL_CHANGED,
        /** The message that a new password was set. */
        PASSWORD_CHANGED
    }

    @Override
    public String topic() {
        return Topics.ACCOUNT_MAILS;
    }

    @Override
    public String key() {
        return personId.toString();
    }

    @Override
    public long sequence() {
        return occurredAt.toEpochMilli();
    }
}
