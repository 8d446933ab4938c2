package dev.medislot.client.doctor;

import org.jspecify.annotations.Nullable;

/** Time off to take, in local date-times of the doctor. */
public record NewTimeOff(String start, String end, @Nullable String reason) {}
