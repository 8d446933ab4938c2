/** How slots follow from windows, time off, licenses and bookings; pure computation. */
@NullMarked
package dev.medislot.availability.slot;

import org.jspecify.annotations.NullMarked;
