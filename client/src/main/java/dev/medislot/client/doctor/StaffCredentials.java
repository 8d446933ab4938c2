package dev.medislot.client.doctor;

/**
 * What a staff member with a second factor logs in with.
 *
 * @param code that the authenticator app shows
 */
public record StaffCredentials(String email, String password, String code) {}
