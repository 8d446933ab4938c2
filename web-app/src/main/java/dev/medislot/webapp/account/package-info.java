/** The login of every role, the links of mails, and the account of a patient. */
@NullMarked
package dev.medislot.webapp.account;

import org.jspecify.annotations.NullMarked;
