/** Times when the clinic is closed: stored here, and followed by the slots of all doctors. */
@NullMarked
package dev.medislot.availability.closure;

import org.jspecify.annotations.NullMarked;
