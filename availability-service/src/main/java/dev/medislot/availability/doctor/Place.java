package dev.medislot.availability.doctor;

import dev.medislot.common.UsState;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.Trimmed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Where a doctor sees patients in person. */
record Place(@Trimmed @NotBlank @OneLine @Size(max = 200) String name,
        @Trimmed @NotBlank @OneLine @Size(max = 200) String street,
        @Trimmed @NotBlank @OneLine @Size(max = 100) String city, @NotNull UsState state,
        @Trimmed @NotNull @Pattern(regexp = "\\d{5}(-\\d{4})?", message = "must be a ZIP code") String zip,
        @Nullable @Trimmed @OneLine @Size(min = 1, max = 40) String phone) {}
