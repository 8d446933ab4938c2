package dev.medislot.availability.doctor;

import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/** The filter of a list of doctors; a missing value does not narrow the list. */
record DoctorFilter(@Nullable UsState state, @Nullable String specialty, @Nullable String q,
        @Nullable DoctorStatus status) {}
