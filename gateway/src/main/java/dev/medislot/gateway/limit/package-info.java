/** How many requests a caller may make, and how often a password may be guessed. */
@NullMarked
package dev.medislot.gateway.limit;

import org.jspecify.annotations.NullMarked;
