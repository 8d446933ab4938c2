package dev.medislot.availability.license;

import dev.medislot.common.UsState;
import dev.medislot.web.json.OneLine;
import dev.medislot.web.json.PlausibleDate;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a license that can be written. */
record LicenseRequest(@NotNull UsState state, @NotBlank @OneLine @Size(max = 60) String number,
        @NotNull @PlausibleDate LocalDate validFrom, @Nullable @PlausibleDate LocalDate validUntil) {

    static LicenseRequest of(License license) {
        return new LicenseRequest(license.state(), license.number(), license.validFrom(), license.validUntil());
    }

    License as(UUID id, long version) {
        return new License(id, version, state, number.strip(), validFrom, validUntil);
    }

    boolean endsBeforeItBegins() {
        return validUntil != null && validUntil.isBefore(validFrom);
    }
}
