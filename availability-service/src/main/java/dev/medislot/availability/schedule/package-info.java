/** The slots that follow from a doctor's hours, time off and licenses: computed, stored, published. */
@NullMarked
package dev.medislot.availability.schedule;

import org.jspecify.annotations.NullMarked;
