/** The pages of a doctor: the day, hours, time off, licenses, visits and the account. */
@NullMarked
package dev.medislot.webapp.doctor;

import org.jspecify.annotations.NullMarked;
