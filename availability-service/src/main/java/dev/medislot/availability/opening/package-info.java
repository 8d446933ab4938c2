/** The slots a patient can book now, a doctor's time as a calendar, and why a time is not offered. */
@NullMarked
package dev.medislot.availability.opening;

import org.jspecify.annotations.NullMarked;
