package dev.medislot.availability.doctor;

/** Whether a doctor works for the clinic: an inactive one does not log in and offers nothing. */
enum DoctorStatus {
    ACTIVE, INACTIVE
}
