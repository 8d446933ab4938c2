/** Bookings that lost their license or slot, and doctors who could take over. */
@NullMarked
package dev.medislot.booking.risk;

import org.jspecify.annotations.NullMarked;
