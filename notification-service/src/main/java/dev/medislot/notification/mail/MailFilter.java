package dev.medislot.notification.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filter of a list of mails; a missing value does not narrow the list. */
record MailFilter(@Nullable UUID recipientId, @Nullable UUID bookingId, @Nullable MailStatus status) {}
