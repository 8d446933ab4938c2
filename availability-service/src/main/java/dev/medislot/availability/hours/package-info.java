/** The windows in which a doctor sees patients, as single timeslots and as a week, and the time off between them. */
@NullMarked
package dev.medislot.availability.hours;

import org.jspecify.annotations.NullMarked;
