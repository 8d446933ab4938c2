package dev.medislot.availability.license;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PlausibleDate;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a license that can be written. */
record LicenseRequest(@NotNull UsState state, @NotBlank @OneLine @Size(max = 60) String number,
        @NotNull @PlausibleDate LocalDate validFrom, @Nullable @PlausibleDate LocalDate validUntil) {

    static LicenseRequest of(License license) {
        return new LicenseRequest(license.state(), license.number(), license.validFrom(), license.validUntil());
    }

    /** A license that is not verified yet. */
    License granted(DoctorId doctor, Instant now) {
        return new License(UUID.randomUUID(), 0, doctor, state, number.strip(), validFrom, validUntil, now, null, null);
    }

    License appliedTo(License license) {
        return new License(license.id(), license.version(), license.doctorId(), state, number.strip(), validFrom,
                validUntil, license.enteredAt(), license.verifiedAt(), license.verifiedBy());
    }

    boolean endsBeforeItBegins() {
        return validUntil != null && validUntil.isBefore(validFrom);
    }
}
