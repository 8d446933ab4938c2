/** Rules for new passwords, and their hashing with a bounded number of processors. */
@NullMarked
package dev.medislot.service.password;

import org.jspecify.annotations.NullMarked;
