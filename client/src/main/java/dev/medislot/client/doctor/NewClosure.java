package dev.medislot.client.doctor;

import org.jspecify.annotations.Nullable;

/** A time to close the clinic, in local date-times of each doctor. */
public record NewClosure(String start, String end, @Nullable String reason) {}
