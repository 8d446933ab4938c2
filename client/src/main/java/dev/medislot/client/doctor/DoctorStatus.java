package dev.medislot.client.doctor;

/** Whether a doctor works for the clinic: an inactive one does not log in and offers nothing. */
public enum DoctorStatus {
    ACTIVE, INACTIVE
}
