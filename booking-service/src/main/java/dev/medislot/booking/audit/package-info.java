/** Counts what must never be. */
@NullMarked
package dev.medislot.booking.audit;

import org.jspecify.annotations.NullMarked;
