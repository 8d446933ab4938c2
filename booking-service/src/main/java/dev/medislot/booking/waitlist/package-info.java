/** Offers freed time to patients who wait for an opening, one after the other. */
@NullMarked
package dev.medislot.booking.waitlist;

import org.jspecify.annotations.NullMarked;
