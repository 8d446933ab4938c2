/** Guardians act for their dependents. */
@NullMarked
package dev.medislot.booking.guardian;

import org.jspecify.annotations.NullMarked;
