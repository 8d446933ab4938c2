package dev.medislot.client.doctor;

import dev.medislot.common.VisitMode;
import org.jspecify.annotations.Nullable;

/**
 * A visit type to add.
 *
 * @param bufferBefore minutes of the doctor before each visit; 0 if it is null
 * @param bufferAfter minutes of the doctor after each visit; 0 if it is null
 */
public record NewVisitType(String name, int minutes, VisitMode mode, @Nullable Integer bufferBefore,
        @Nullable Integer bufferAfter, @Nullable String description) {}
