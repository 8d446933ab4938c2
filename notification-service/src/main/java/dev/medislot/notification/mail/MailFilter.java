package dev.medislot.notification.mail;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filter of a list of mails; a missing value does not narrow the list. */
record MailFilter(@Nullable List<UUID> recipientIds, @Nullable UUID bookingId, @Nullable MailStatus status) {}
