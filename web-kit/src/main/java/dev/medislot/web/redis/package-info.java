/** The connection to Redis of the programs that use it. */
@NullMarked
package dev.medislot.web.redis;

import org.jspecify.annotations.NullMarked;
