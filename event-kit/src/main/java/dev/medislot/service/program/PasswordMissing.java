package dev.medislot.service.program;

import java.util.Locale;

/** A password without which the service does not start; the message is for the operator. */
final class PasswordMissing extends RuntimeException {

    PasswordMissing(String setting) {
        super("%s is not set (as an environment variable: %s); there is no default".formatted(setting,
                setting.toUpperCase(Locale.ROOT).replace('.', '_')));
    }
}
