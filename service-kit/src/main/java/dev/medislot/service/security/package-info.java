/** Tokens, their keys and the callers they name. */
@NullMarked
package dev.medislot.service.security;

import org.jspecify.annotations.NullMarked;
