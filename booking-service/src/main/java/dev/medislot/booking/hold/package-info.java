/** Holds a slot for a patient for a few minutes. */
@NullMarked
package dev.medislot.booking.hold;

import org.jspecify.annotations.NullMarked;
