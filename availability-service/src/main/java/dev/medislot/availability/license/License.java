package dev.medislot.availability.license;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A doctor's permission to practise in one state, on every date from the first to the last. */
record License(UUID id, @JsonIgnore long version, UsState state, String number, LocalDate validFrom,
        @Nullable LocalDate validUntil) {}
