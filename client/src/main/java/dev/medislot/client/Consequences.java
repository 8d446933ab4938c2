package dev.medislot.client;

import org.jspecify.annotations.Nullable;

/**
 * How an edit of hours, licenses or a doctor treats bookings whose slot it takes away.
 *
 * @param bookings {@code keep} or {@code cancel}; null for {@code keep}
 * @param preview true to return the affected bookings and change nothing
 */
public record Consequences(@Nullable String bookings, @Nullable Boolean preview) implements Query {

    public static final Consequences KEEP_BOOKINGS = new Consequences(null, null);
    public static final Consequences CANCEL_BOOKINGS = new Consequences("cancel", null);
    public static final Consequences PREVIEW = new Consequences(null, true);
}
