/** Bounds how many requests are served at once. */
@NullMarked
package dev.medislot.web.limit;

import org.jspecify.annotations.NullMarked;
