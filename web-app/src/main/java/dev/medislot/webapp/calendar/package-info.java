/** The file that adds an appointment to a calendar. */
@NullMarked
package dev.medislot.webapp.calendar;

import org.jspecify.annotations.NullMarked;
