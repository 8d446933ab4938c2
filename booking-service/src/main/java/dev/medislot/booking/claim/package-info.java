/** Gives a slot to one patient, by the rules of booking and the constraints of the table. */
@NullMarked
package dev.medislot.booking.claim;

import org.jspecify.annotations.NullMarked;
