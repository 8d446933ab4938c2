/** The pages of the web app, on the public API. */
@NullMarked
package dev.medislot.webapp;

import org.jspecify.annotations.NullMarked;
