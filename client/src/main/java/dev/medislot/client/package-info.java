/** The client of the public API: one typed interface for each group of calls. */
@NullMarked
package dev.medislot.client;

import org.jspecify.annotations.NullMarked;
