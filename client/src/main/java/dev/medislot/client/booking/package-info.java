/** Bookings and holds. */
@NullMarked
package dev.medislot.client.booking;

import org.jspecify.annotations.NullMarked;
