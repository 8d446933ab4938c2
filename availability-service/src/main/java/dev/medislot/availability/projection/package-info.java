/** Copies of bookings, holds and ratings, kept from the topics of the booking service. */
@NullMarked
package dev.medislot.availability.projection;

import org.jspecify.annotations.NullMarked;
