/** Makes a projection anew from its topic. */
@NullMarked
package dev.medislot.notification.rebuild;

import org.jspecify.annotations.NullMarked;
