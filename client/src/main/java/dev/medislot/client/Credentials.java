package dev.medislot.client;

/** What an account is logged in with. */
public record Credentials(String email, String password) {}
