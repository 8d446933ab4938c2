/** The accesses to patients' data that this service publishes for the access trail of the booking service. */
@NullMarked
package dev.medislot.notification.access;

import org.jspecify.annotations.NullMarked;
