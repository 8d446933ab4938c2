/** The hours of a doctor: the week, single dates, extra hours and time off. */
@NullMarked
package dev.medislot.webapp.doctor.hours;

import org.jspecify.annotations.NullMarked;
