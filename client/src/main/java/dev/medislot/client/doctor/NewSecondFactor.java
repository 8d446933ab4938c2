package dev.medislot.client.doctor;

import java.net.URI;

/**
 * A secret for an authenticator app.
 *
 * @param secret in Base32
 * @param uri what such apps read from a QR code
 */
public record NewSecondFactor(String secret, URI uri) {}
