package dev.medislot.client;

/** The token of a link that confirms an email address. */
public record EmailConfirmation(String token) {}
