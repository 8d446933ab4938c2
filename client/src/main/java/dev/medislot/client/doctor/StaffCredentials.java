package dev.medislot.client.doctor;

/**
 * The login of a staff member with a second factor.
 *
 * @param code that the authenticator app shows
 */
public record StaffCredentials(String email, String password, String code) {}
