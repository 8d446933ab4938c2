/** The times that can be booked instead of a cancelled visit. */
@NullMarked
package dev.medislot.notification.opening;

import org.jspecify.annotations.NullMarked;
