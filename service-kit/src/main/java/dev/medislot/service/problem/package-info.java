/** Problem documents for failures of the database and refused logins. */
@NullMarked
package dev.medislot.service.problem;

import org.jspecify.annotations.NullMarked;
