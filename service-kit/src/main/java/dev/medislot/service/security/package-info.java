/** Who calls: tokens, their keys and the caller they name. */
@NullMarked
package dev.medislot.service.security;

import org.jspecify.annotations.NullMarked;
