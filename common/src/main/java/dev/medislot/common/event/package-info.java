/** What the services tell each other and the world, and on which topics. */
@NullMarked
package dev.medislot.common.event;

import org.jspecify.annotations.NullMarked;
