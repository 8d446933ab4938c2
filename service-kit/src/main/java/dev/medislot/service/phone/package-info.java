/** Telephone numbers as people write them. */
@NullMarked
package dev.medislot.service.phone;

import org.jspecify.annotations.NullMarked;
