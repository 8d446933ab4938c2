/** Sessions: their refresh tokens, and their end on every service. */
@NullMarked
package dev.medislot.service.session;

import org.jspecify.annotations.NullMarked;
