package dev.medislot.client;

/** A new password, with the token of the link that was mailed. */
public record NewPassword(String token, String newPassword) {

    /** Leaves out the secrets. */
    @Override
    public String toString() {
        return "NewPassword";
    }
}
