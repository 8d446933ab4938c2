/** The pages of the front desk: the day, patients, visits and tasks. */
@NullMarked
package dev.medislot.webapp.desk;

import org.jspecify.annotations.NullMarked;
