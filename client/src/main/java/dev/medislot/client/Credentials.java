package dev.medislot.client;

/** The email address and password of an account. */
public record Credentials(String email, String password) {}
