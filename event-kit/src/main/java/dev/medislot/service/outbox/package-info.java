/** Stores events with the change they describe and sends them to Kafka; traces and backlogs of stored work. */
@NullMarked
package dev.medislot.service.outbox;

import org.jspecify.annotations.NullMarked;
