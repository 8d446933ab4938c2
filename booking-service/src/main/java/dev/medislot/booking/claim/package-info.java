/** How a slot gets to one patient: the rules, the constraints that judge, and the lock in front of them. */
@NullMarked
package dev.medislot.booking.claim;

import org.jspecify.annotations.NullMarked;
