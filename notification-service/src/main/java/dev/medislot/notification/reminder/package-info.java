/** Reminds patient and doctor of a visit that is near. */
@NullMarked
package dev.medislot.notification.reminder;

import org.jspecify.annotations.NullMarked;
