package dev.medislot.client;

/** A change of one's own password. */
public record PasswordChange(String currentPassword, String newPassword) {}
