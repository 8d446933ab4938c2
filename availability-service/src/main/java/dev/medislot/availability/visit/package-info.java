/** Visit types of the clinic, and the types that each doctor offers. */
@NullMarked
package dev.medislot.availability.visit;

import org.jspecify.annotations.NullMarked;
