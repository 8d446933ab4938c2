package dev.medislot.availability.visit;

import dev.medislot.common.VisitMode;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.Trimmed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a visit type that staff writes. */
record VisitTypeRequest(@Trimmed @NotBlank @OneLine @Size(max = 100) String name,
        @NotNull @Min(5) @Max(480) Integer minutes, @NotNull VisitMode mode,
        @Nullable @Min(0) @Max(120) Integer bufferBefore, @Nullable @Min(0) @Max(120) Integer bufferAfter,
        @Nullable @Size(max = 1000) String description) {

    static VisitTypeRequest of(VisitType type) {
        return new VisitTypeRequest(type.name(), type.minutes(), type.mode(), type.bufferBefore(), type.bufferAfter(),
                type.description());
    }

    VisitType as(UUID id, long version) {
        return new VisitType(id, version, name, minutes, mode, Objects.requireNonNullElse(bufferBefore, 0),
                Objects.requireNonNullElse(bufferAfter, 0), description, true);
    }
}
