/** Links that confirm an email address or reset a password, and the mails about accounts. */
@NullMarked
package dev.medislot.service.account;

import org.jspecify.annotations.NullMarked;
