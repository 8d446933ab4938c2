/** Requests that a program sends to other programs, or to its own API. */
@NullMarked
package dev.medislot.web.outgoing;

import org.jspecify.annotations.NullMarked;
