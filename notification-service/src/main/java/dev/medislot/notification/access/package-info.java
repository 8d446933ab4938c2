/** Who reads the data of patients here, for the access trail of the booking service. */
@NullMarked
package dev.medislot.notification.access;

import org.jspecify.annotations.NullMarked;
