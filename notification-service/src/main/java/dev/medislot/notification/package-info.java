/** Informs patients and doctors by email about their bookings. */
@NullMarked
package dev.medislot.notification;

import org.jspecify.annotations.NullMarked;
