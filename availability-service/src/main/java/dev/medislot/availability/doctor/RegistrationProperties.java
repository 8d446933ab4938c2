package dev.medislot.availability.doctor;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param selfRegistration whether doctors may register themselves; staff always can */
@ConfigurationProperties("medislot")
record RegistrationProperties(@DefaultValue("false") boolean selfRegistration) {}
