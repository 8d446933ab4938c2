/** Copies of doctors and their days, kept from the topics of the availability service. */
@NullMarked
package dev.medislot.booking.projection;

import org.jspecify.annotations.NullMarked;
