package dev.medislot.common.event;

import dev.medislot.common.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The person or service that made a change; the id is missing only for {@link Role#SYSTEM}. */
public record Actor(@Nullable UUID id, Role role) {

    public static final Actor SYSTEM = new Actor(null, Role.SYSTEM);
}
