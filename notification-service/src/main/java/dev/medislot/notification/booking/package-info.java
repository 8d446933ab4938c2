/** What the booking service says of each booking. */
@NullMarked
package dev.medislot.notification.booking;

import org.jspecify.annotations.NullMarked;
