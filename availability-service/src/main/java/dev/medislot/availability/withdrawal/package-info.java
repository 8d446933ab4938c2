/** Slots that an edit removed, and the withdrawal of their bookings. */
@NullMarked
package dev.medislot.availability.withdrawal;

import org.jspecify.annotations.NullMarked;
