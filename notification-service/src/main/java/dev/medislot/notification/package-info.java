/** Tells patients and doctors by email what becomes of their bookings. */
@NullMarked
package dev.medislot.notification;

import org.jspecify.annotations.NullMarked;
