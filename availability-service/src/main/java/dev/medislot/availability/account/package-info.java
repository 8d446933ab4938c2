/** The parts that the accounts of doctors and staff share. */
@NullMarked
package dev.medislot.availability.account;

import org.jspecify.annotations.NullMarked;
