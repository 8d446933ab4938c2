/** Carries out a request with an {@code Idempotency-Key} only once. */
@NullMarked
package dev.medislot.service.idempotency;

import org.jspecify.annotations.NullMarked;
