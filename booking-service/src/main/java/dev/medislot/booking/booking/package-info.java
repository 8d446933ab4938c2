/** Books, moves, cancels and closes bookings, and keeps every version. */
@NullMarked
package dev.medislot.booking.booking;

import org.jspecify.annotations.NullMarked;
