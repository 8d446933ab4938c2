/** Doctors, their licenses and hours, and staff. */
@NullMarked
package dev.medislot.client.doctor;

import org.jspecify.annotations.NullMarked;
