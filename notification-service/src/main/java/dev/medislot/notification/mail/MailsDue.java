package dev.medislot.notification.mail;

/** There are mails to send, from the moment the current transaction commits. */
public record MailsDue() {}
