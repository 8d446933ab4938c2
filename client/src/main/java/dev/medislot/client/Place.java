package dev.medislot.client;

import dev.medislot.common.UsState;
import org.jspecify.annotations.Nullable;

/** Where a doctor sees patients in person. */
public record Place(String name, String street, String city, UsState state, String zip, @Nullable String phone) {}
