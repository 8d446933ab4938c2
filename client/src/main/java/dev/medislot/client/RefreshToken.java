package dev.medislot.client;

/** The refresh token of a session. */
public record RefreshToken(String refreshToken) {

    public static RefreshToken of(Login login) {
        return new RefreshToken(login.refreshToken());
    }
}
