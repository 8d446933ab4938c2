package dev.medislot.webapp.calendar;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the file that adds an appointment to a calendar. */
@AutoConfiguration
@Import(CalendarFileController.class)
class CalendarPages {}
