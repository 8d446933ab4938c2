/** Events are stored with the change they speak of, and reach Kafka from there. */
@NullMarked
package dev.medislot.common.outbox;

import org.jspecify.annotations.NullMarked;
