/** What the booking service tells of bookings, holds and ratings; a read-only copy. */
@NullMarked
package dev.medislot.availability.booking;

import org.jspecify.annotations.NullMarked;
