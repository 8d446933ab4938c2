/** Bookings, holds and the front desk. */
@NullMarked
package dev.medislot.client.booking;

import org.jspecify.annotations.NullMarked;
