/** Doctors: their accounts, their public profiles, and the events about them. */
@NullMarked
package dev.medislot.availability.doctor;

import org.jspecify.annotations.NullMarked;
