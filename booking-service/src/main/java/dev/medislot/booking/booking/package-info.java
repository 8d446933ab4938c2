/** Books, moves, cancels and closes bookings, and remembers every version. */
@NullMarked
package dev.medislot.booking.booking;

import org.jspecify.annotations.NullMarked;
