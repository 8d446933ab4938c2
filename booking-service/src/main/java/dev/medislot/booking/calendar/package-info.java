/** What the availability service told us: doctors and their days; a read-only copy. */
@NullMarked
package dev.medislot.booking.calendar;

import org.jspecify.annotations.NullMarked;
