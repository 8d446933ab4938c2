/** Counts inconsistencies in the tables. */
@NullMarked
package dev.medislot.booking.audit;

import org.jspecify.annotations.NullMarked;
