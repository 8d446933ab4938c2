/** The queue and the Redis lock in front of a claim, which spare the database a rush on one slot. */
@NullMarked
package dev.medislot.booking.rush;

import org.jspecify.annotations.NullMarked;
