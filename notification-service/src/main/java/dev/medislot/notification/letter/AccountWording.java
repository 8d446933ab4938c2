package dev.medislot.notification.letter;

import dev.medislot.common.event.AccountMailRequested;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a mail about an account. */
record AccountWording(String subject, List<String> sentences, @Nullable Link link) {

    /**
     * A link to one of the gateway's pages.
     *
     * @param path with the secret after a number sign, so that it reaches no server and no log
     */
    record Link(String path, String action) {}

    static AccountWording of(AccountMailRequested mail) {
        return switch (mail.kind()) {
            case CONFIRM_EMAIL -> new AccountWording("Confirm your email address",
                    List.of("Please confirm that this address is yours. We then write to it about appointments.",
                            "The link works once, within " + life(mail)
                                    + ". If you have no account with us, ignore this mail."),
                    link("/account/confirm-email", "Confirm this address", mail));
            case RESET_PASSWORD -> new AccountWording("Choose a new password",
                    List.of("A new password was asked for with this address.",
                            "The link works once, within " + life(mail)
                                    + ". If you did not ask for it, ignore this mail: your password stays."),
                    link("/account/reset-password", "Choose a new password", mail));
            case EMAIL_CHANGED -> new AccountWording("Your email address was changed",
                    List.of("Your account has another email address now. We no longer write to this one.",
                            "If it was not you, call us."),
                    null);
            case PASSWORD_CHANGED -> new AccountWording("Your password was changed",
                    List.of("Your account has a new password now, and all devices were logged out.",
                            "If it was not you, ask for a new password at the login, and call us."),
                    null);
        };
    }

    private static Link link(String page, String action, AccountMailRequested mail) {
        return new Link(page + "#" + mail.token(), action);
    }

    private static String life(AccountMailRequested mail) {
        var life = mail.expiresAt() == null ? Duration.ZERO : Duration.between(mail.occurredAt(), mail.expiresAt());
        return life.toDays() > 1 ? life.toDays() + " days"
                : life.toHours() > 1 ? life.toHours() + " hours" : life.toMinutes() + " minutes";
    }
}
