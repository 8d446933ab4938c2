package dev.medislot.booking.patient;

import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PersonName;
import dev.medislot.web.json.Trimmed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a dependent's registration.
 *
 * @param address missing for that of the guardian
 */
record DependentRequest(@Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String firstName,
        @Trimmed @NotBlank @OneLine @PersonName @Size(max = 100) String lastName,
        @NotNull @DateOfBirth LocalDate dateOfBirth, @Nullable @Valid Address address) {

    /** A profile with the guardian's zone, language and wish for reminders. */
    ProfileRequest profile(Patient guardian) {
        return new ProfileRequest(null, firstName, lastName, null, guardian.timeZone(),
                Objects.requireNonNullElse(address, guardian.address()), guardian.reminders(), null,
                guardian.language(), dateOfBirth);
    }
}
