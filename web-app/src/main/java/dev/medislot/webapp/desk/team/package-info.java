/** The pages of the clinic's team and of what it offers: doctors, staff, visit types and closures. */
@NullMarked
package dev.medislot.webapp.desk.team;

import org.jspecify.annotations.NullMarked;
