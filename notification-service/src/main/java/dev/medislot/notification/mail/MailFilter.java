package dev.medislot.notification.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which mails to list; what is missing does not narrow. */
record MailFilter(@Nullable UUID recipientId, @Nullable UUID bookingId, @Nullable MailStatus status) {}
