/** Patients rate their completed visits. */
@NullMarked
package dev.medislot.booking.rating;

import org.jspecify.annotations.NullMarked;
