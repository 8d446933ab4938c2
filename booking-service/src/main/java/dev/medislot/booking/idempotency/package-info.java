/** Carries out a request with an idempotency key only once. */
@NullMarked
package dev.medislot.booking.idempotency;

import org.jspecify.annotations.NullMarked;
