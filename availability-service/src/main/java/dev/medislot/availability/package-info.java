/** When doctors see patients: their accounts, licenses and hours, and the openings that follow from them. */
@NullMarked
package dev.medislot.availability;

import org.jspecify.annotations.NullMarked;
