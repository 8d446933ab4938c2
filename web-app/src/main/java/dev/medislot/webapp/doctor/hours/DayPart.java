package dev.medislot.webapp.doctor.hours;

/** The part of the first and the last day that time off takes. */
enum DayPart {
    WHOLE, MORNING, AFTERNOON, TIMES
}
