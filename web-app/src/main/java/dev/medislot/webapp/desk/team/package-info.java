/** The pages about doctors, staff, visit types and closures. */
@NullMarked
package dev.medislot.webapp.desk.team;

import org.jspecify.annotations.NullMarked;
