package dev.medislot.client.doctor;

import dev.medislot.common.VisitMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a visit is for. */
public record VisitType(UUID id, String name, int minutes, VisitMode mode, int bufferBefore, int bufferAfter,
        @Nullable String description, boolean active) {}
