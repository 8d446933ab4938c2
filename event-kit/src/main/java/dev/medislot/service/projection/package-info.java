/** Copies of the facts on a topic, and their rebuild from the topic. */
@NullMarked
package dev.medislot.service.projection;

import org.jspecify.annotations.NullMarked;
