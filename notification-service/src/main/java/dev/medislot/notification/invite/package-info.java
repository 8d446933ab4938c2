/** Bookings as calendars understand them (iCalendar, iTIP). */
@NullMarked
package dev.medislot.notification.invite;

import org.jspecify.annotations.NullMarked;
