/** Shows the front desk one day of all doctors. */
@NullMarked
package dev.medislot.booking.desk;

import org.jspecify.annotations.NullMarked;
