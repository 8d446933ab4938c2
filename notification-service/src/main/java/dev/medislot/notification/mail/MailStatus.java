package dev.medislot.notification.mail;

/** The delivery status of a mail. A FAILED mail is sent again only by staff. */
enum MailStatus {
    PENDING, SENT, FAILED
}
