/** Starts everything on one machine and keeps it running until it is stopped. */
@NullMarked
package dev.medislot.quickstart;

import org.jspecify.annotations.NullMarked;
