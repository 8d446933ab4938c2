package dev.medislot.webapp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: the visitor's choice, else the first of the browser's languages that there is, else English.
 */
public class Languages implements LocaleResolver {

    static final Locale ENGLISH = Locale.US;
    static final Locale SPANISH = Locale.of("es", "US");

    private static final String COOKIE = "medislot-language";
    private static final Duration AGE = Duration.ofDays(365);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return Cookies.read(request, COOKIE)
                .flatMap(Languages::of)
                .or(() -> Collections.list(request.getLocales())
                        .stream()
                        .flatMap(locale -> of(locale.getLanguage()).stream())
                        .findFirst())
                .orElse(ENGLISH);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            Cookies.write(request, response, COOKIE, locale.getLanguage(), AGE);
        }
    }

    /** The pages' language with that tag; empty for all others. */
    public static Optional<Locale> of(String tag) {
        return switch (tag) {
            case "en" -> Optional.of(ENGLISH);
            case "es" -> Optional.of(SPANISH);
            default -> Optional.empty();
        };
    }
}
