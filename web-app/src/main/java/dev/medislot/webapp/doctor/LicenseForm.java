package dev.medislot.webapp.doctor;

import dev.medislot.client.MergePatch;
import dev.medislot.client.doctor.License;
import dev.medislot.client.doctor.NewLicense;
import dev.medislot.common.UsState;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/** The fields of a license as they were typed. */
record LicenseForm(@Nullable UsState state, @Nullable String number,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate validFrom,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate validUntil) {

    static final LicenseForm BLANK = new LicenseForm(null, "", null, null);

    static LicenseForm of(License license) {
        return new LicenseForm(license.state(), license.number(), license.validFrom(), license.validUntil());
    }

    NewLicense request(LocalDate today) {
        return new NewLicense(Objects.requireNonNullElse(state, UsState.AL), Objects.requireNonNullElse(number, ""),
                validFrom == null ? today : validFrom, validUntil);
    }

    /** The state stays: a license of another state is another license. */
    MergePatch patch(LocalDate today) {
        var patch = MergePatch.of("number", Objects.requireNonNullElse(number, ""))
                .with("validFrom", Objects.requireNonNullElse(validFrom, today).toString());
        return validUntil == null ? patch.without("validUntil") : patch.with("validUntil", validUntil.toString());
    }
}
