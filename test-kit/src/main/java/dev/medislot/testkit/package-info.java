/** Helpers that the tests of several modules share; no part of any service. */
@NullMarked
package dev.medislot.testkit;

import org.jspecify.annotations.NullMarked;
