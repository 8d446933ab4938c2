/** The words of a mail, as text and as HTML. */
@NullMarked
package dev.medislot.notification.letter;

import org.jspecify.annotations.NullMarked;
