/** Patients and their ratings. */
@NullMarked
package dev.medislot.client.patient;

import org.jspecify.annotations.NullMarked;
