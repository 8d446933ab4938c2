/** Answers a repeated request with the first answer. */
@NullMarked
package dev.medislot.booking.idempotency;

import org.jspecify.annotations.NullMarked;
