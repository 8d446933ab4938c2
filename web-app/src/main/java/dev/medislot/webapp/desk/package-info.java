/** The pages of the front desk: the day, patients, tasks, and the clinic. */
@NullMarked
package dev.medislot.webapp.desk;

import org.jspecify.annotations.NullMarked;
