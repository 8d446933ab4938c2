package dev.medislot.client.patient;

import dev.medislot.common.UsState;

/** Where a patient lives. */
public record Address(String street, String city, UsState state, String zip) {}
