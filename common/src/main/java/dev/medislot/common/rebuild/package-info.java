/** How the copy of what a topic tells is made anew from the topic, while the service runs. */
@NullMarked
package dev.medislot.common.rebuild;

import org.jspecify.annotations.NullMarked;
