/** Patients claim slots; only this service decides which patient gets a slot. */
@NullMarked
package dev.medislot.booking;

import org.jspecify.annotations.NullMarked;
