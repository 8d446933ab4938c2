package dev.medislot.availability.doctor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may register doctors.
 *
 * @param selfRegistration whether doctors register themselves; staff always can
 */
@ConfigurationProperties("medislot")
record RegistrationProperties(@DefaultValue("true") boolean selfRegistration) {}
