package dev.medislot.client.problem;

/** An invalid field of a request, named by its path. */
public record FieldError(String field, String message) {}
