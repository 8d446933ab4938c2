/** Reminds both of a visit that comes near. */
@NullMarked
package dev.medislot.notification.reminder;

import org.jspecify.annotations.NullMarked;
