/** Records each read and change of the data of patients. */
@NullMarked
package dev.medislot.booking.access;

import org.jspecify.annotations.NullMarked;
