/** Instants in and out of PostgreSQL. */
@NullMarked
package dev.medislot.booking.sql;

import org.jspecify.annotations.NullMarked;
