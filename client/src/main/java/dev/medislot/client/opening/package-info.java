/** Openings, calendars and the clinic. */
@NullMarked
package dev.medislot.client.opening;

import org.jspecify.annotations.NullMarked;
