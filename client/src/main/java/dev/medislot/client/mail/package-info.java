/** Mails and the calendar feed. */
@NullMarked
package dev.medislot.client.mail;

import org.jspecify.annotations.NullMarked;
