/** The trail of who has read and changed the data of patients. */
@NullMarked
package dev.medislot.booking.access;

import org.jspecify.annotations.NullMarked;
