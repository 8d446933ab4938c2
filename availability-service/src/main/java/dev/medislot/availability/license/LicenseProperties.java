package dev.medislot.availability.license;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param verification whether a license that a doctor enters waits for staff, or counts at once */
@ConfigurationProperties("medislot.licenses")
record LicenseProperties(@DefaultValue("required") Verification verification) {

    enum Verification {
        REQUIRED, TRUSTED
    }

    boolean requireVerification() {
        return verification == Verification.REQUIRED;
    }
}
