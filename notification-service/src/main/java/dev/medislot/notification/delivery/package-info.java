/** Hands stored mails to the SMTP server, each once. */
@NullMarked
package dev.medislot.notification.delivery;

import org.jspecify.annotations.NullMarked;
