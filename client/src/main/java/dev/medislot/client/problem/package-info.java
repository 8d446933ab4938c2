/** Refusals of the API as exceptions. */
@NullMarked
package dev.medislot.client.problem;

import org.jspecify.annotations.NullMarked;
