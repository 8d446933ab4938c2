/** Lets the reader of a mail about a booking cancel it without a login. */
@NullMarked
package dev.medislot.booking.cancellation;

import org.jspecify.annotations.NullMarked;
