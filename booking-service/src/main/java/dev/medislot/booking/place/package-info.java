/** Takes visits in person along when the place of their doctor moves to another state. */
@NullMarked
package dev.medislot.booking.place;

import org.jspecify.annotations.NullMarked;
