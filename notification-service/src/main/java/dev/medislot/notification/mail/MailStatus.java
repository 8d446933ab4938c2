package dev.medislot.notification.mail;

/** Where a mail stands; FAILED is for good until staff sends it again. */
enum MailStatus {
    PENDING, SENT, FAILED
}
