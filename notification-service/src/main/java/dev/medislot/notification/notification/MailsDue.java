package dev.medislot.notification.notification;

/** There are mails to send, from the moment the present transaction commits. */
public record MailsDue() {}
