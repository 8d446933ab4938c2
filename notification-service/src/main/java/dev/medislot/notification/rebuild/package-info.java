/** Rebuilds a projection from its topic. */
@NullMarked
package dev.medislot.notification.rebuild;

import org.jspecify.annotations.NullMarked;
