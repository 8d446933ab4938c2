package dev.medislot.availability.staff;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the second factor of staff.
 *
 * @param secondFactor whether a login of staff needs one
 */
@ConfigurationProperties("medislot.staff")
record SecondFactorProperties(@DefaultValue("optional") Need secondFactor) {

    enum Need {
        OPTIONAL, REQUIRED
    }
}
