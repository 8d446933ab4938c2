/** The page to which a mail leads that cancels an appointment without a login. */
@NullMarked
package dev.medislot.webapp.cancel;

import org.jspecify.annotations.NullMarked;
