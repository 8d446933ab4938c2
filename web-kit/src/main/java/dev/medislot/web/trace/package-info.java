/** Keeps secrets out of traces. */
@NullMarked
package dev.medislot.web.trace;

import org.jspecify.annotations.NullMarked;
