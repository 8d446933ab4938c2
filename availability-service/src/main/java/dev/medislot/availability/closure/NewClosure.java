package dev.medislot.availability.closure;

/**
 * A new closure.
 *
 * @param affectedCount the number of affected bookings, also of those that are not listed
 */
record NewClosure(Closure closure, int affectedCount) {}
