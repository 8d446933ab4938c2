/** Patients claim slots; the service that alone decides who has which. */
@NullMarked
package dev.medislot.booking;

import org.jspecify.annotations.NullMarked;
