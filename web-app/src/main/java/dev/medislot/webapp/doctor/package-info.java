/** The pages of a doctor: the day, visits, licenses, the practice and the account. */
@NullMarked
package dev.medislot.webapp.doctor;

import org.jspecify.annotations.NullMarked;
