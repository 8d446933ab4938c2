/** Doctors: their account, their public profile, and what is told of them on Kafka. */
@NullMarked
package dev.medislot.availability.doctor;

import org.jspecify.annotations.NullMarked;
