package dev.medislot.client.doctor;

import dev.medislot.common.VisitMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kind of visit that doctors may offer, such as a first visit by video. */
public record VisitType(UUID id, String name, int minutes, VisitMode mode, int bufferBefore, int bufferAfter,
        @Nullable String description, boolean active) {}
