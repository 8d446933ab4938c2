/** Openings and calendars. */
@NullMarked
package dev.medislot.client.opening;

import org.jspecify.annotations.NullMarked;
