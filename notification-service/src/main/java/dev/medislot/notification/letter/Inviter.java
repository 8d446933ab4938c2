package dev.medislot.notification.letter;

import jakarta.mail.internet.InternetAddress;

/**
 * The clinic as invites and feeds name it.
 *
 * @param organizer the address to which calendars send answers
 * @param domain ends the UIDs of entries, so that another address for answers changes no entry
 */
public record Inviter(InternetAddress organizer, String domain) {}
