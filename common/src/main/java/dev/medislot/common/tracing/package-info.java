/** Carries a trace over what is stored and done later. */
@NullMarked
package dev.medislot.common.tracing;

import org.jspecify.annotations.NullMarked;
