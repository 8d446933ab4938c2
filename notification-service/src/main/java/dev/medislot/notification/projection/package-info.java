/** Copies of bookings and contacts, kept from their topics. */
@NullMarked
package dev.medislot.notification.projection;

import org.jspecify.annotations.NullMarked;
