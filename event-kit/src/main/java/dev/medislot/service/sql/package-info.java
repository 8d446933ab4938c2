/** Reads and writes the types that the database driver does not know. */
@NullMarked
package dev.medislot.service.sql;

import org.jspecify.annotations.NullMarked;
