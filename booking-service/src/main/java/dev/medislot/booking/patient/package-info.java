/** Patients' accounts and profiles. */
@NullMarked
package dev.medislot.booking.patient;

import org.jspecify.annotations.NullMarked;
