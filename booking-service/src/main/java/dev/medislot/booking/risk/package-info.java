/** Bookings whose doctor may not or does not see the patient then any more, and who could instead. */
@NullMarked
package dev.medislot.booking.risk;

import org.jspecify.annotations.NullMarked;
