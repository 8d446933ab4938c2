/** The public data of the clinic: its name and address, and the rules of booking. */
@NullMarked
package dev.medislot.booking.clinic;

import org.jspecify.annotations.NullMarked;
