/** Calls that a program makes to its own API, for the visitors of its pages. */
@NullMarked
package dev.medislot.web.own;

import org.jspecify.annotations.NullMarked;
