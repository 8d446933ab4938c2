/** What patients think of a visit. */
@NullMarked
package dev.medislot.booking.rating;

import org.jspecify.annotations.NullMarked;
