/** Every mail to a person: stored first, unique, to be read and sent again. */
@NullMarked
package dev.medislot.notification.mail;

import org.jspecify.annotations.NullMarked;
