/** Bookings whose doctor may not see the patient any more, and who could instead. */
@NullMarked
package dev.medislot.booking.risk;

import org.jspecify.annotations.NullMarked;
