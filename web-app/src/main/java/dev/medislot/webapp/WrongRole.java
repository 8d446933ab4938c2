package dev.medislot.webapp;

import dev.medislot.common.Role;
import org.jspecify.annotations.Nullable;

/** The page is for people of another role. */
class WrongRole extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final @Nullable Role visitor;
    private final Role needed;

    /**
     * Creates the refusal.
     *
     * @param visitor null without a login
     */
    WrongRole(@Nullable Role visitor, Role needed) {
        super("A page for %s was opened by %s".formatted(needed, visitor), null, false, false);
        this.visitor = visitor;
        this.needed = needed;
    }

    @Nullable
    Role visitor() {
        return visitor;
    }

    Role needed() {
        return needed;
    }
}
