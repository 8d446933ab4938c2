package dev.medislot.availability.license;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * A doctor's permission to practise in one state, on every local date there from the first to the last.
 *
 * @param version 0 until it is stored
 */
record License(@Id UUID id, @JsonIgnore @Version long version, @JsonIgnore DoctorId doctorId, UsState state,
        String number, LocalDate validFrom, @Nullable LocalDate validUntil) {}
