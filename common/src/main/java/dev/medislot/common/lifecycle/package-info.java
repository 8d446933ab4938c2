/** How a service ends without anybody noticing. */
@NullMarked
package dev.medislot.common.lifecycle;

import org.jspecify.annotations.NullMarked;
