/** The SMTP inbox: takes every mail, keeps it in a folder, shows it on a page and through an API like Mailpit's. */
@NullMarked
package dev.medislot.infra.mail;

import org.jspecify.annotations.NullMarked;
