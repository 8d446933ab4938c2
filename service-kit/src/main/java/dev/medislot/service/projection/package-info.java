/** Copies of what a topic says, and their rebuild from the topic. */
@NullMarked
package dev.medislot.service.projection;

import org.jspecify.annotations.NullMarked;
