/** The page to which the mail about a time that is held for a patient on the waitlist leads. */
@NullMarked
package dev.medislot.webapp.offer;

import org.jspecify.annotations.NullMarked;
