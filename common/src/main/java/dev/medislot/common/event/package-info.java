/** The events that the services publish, their topics and their headers. */
@NullMarked
package dev.medislot.common.event;

import org.jspecify.annotations.NullMarked;
