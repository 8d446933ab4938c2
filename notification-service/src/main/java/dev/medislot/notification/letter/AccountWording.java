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

    static AccountWording of(AccountMailRequested mail, Language language) {
        return switch (mail.kind()) {
            case CONFIRM_EMAIL -> words("confirm", mail, language, "/account/confirm-email");
            case RESET_PASSWORD -> words("reset", mail, language, "/account/reset-password");
            case EMAIL_CHANGED -> words("email-changed", mail, language, null);
            case PASSWORD_CHANGED -> words("password-changed", mail, language, null);
        };
    }

    private static AccountWording words(String key, AccountMailRequested mail, Language language,
            @Nullable String page) {
        var link = page == null ? null : new Link(page + "#" + mail.token(), language.say(key + ".action"));
        return new AccountWording(language.say(key + ".subject"),
                List.of(language.say(key + ".first"), language.say(key + ".second", life(mail, language))), link);
    }

    private static String life(AccountMailRequested mail, Language language) {
        var life = mail.expiresAt() == null ? Duration.ZERO : Duration.between(mail.occurredAt(), mail.expiresAt());
        if (life.toDays() > 1) {
            return language.say("days", life.toDays());
        }
        return life.toHours() > 1 ? language.say("hours", life.toHours()) : language.say("minutes", life.toMinutes());
    }
}
