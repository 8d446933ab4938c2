/** What the accounts of doctors and staff have in common. */
@NullMarked
package dev.medislot.availability.account;

import org.jspecify.annotations.NullMarked;
