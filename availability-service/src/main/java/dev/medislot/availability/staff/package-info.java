/** The people of the front desk and their log-in. */
@NullMarked
package dev.medislot.availability.staff;

import org.jspecify.annotations.NullMarked;
