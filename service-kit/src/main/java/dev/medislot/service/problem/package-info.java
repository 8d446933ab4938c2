/** Problem documents for what the database and the login refuse. */
@NullMarked
package dev.medislot.service.problem;

import org.jspecify.annotations.NullMarked;
