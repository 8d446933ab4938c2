package dev.medislot.notification.notification;

/** Where a mail stands; FAILED is for good until staff sends it again. */
public enum NotificationStatus {
    PENDING, SENT, FAILED
}
