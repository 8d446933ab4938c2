package dev.medislot.common.outbox;

import org.jspecify.annotations.Nullable;

/** The W3C trace context in which something happens now. */
@FunctionalInterface
interface TraceParents {

    @Nullable
    String current();
}
