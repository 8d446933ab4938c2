package dev.medislot.availability.visit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.VisitMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kind of visit that doctors may offer, such as a first visit by video.
 *
 * @param minutes how long it lasts, unless a doctor says otherwise
 * @param bufferBefore minutes of the doctor before each visit
 * @param bufferAfter minutes of the doctor after each visit
 * @param active false once it is retired: bookings keep it, doctors no longer offer it
 */
record VisitType(UUID id, @JsonIgnore long version, String name, int minutes, VisitMode mode, int bufferBefore,
        int bufferAfter, @Nullable String description, boolean active) {}
