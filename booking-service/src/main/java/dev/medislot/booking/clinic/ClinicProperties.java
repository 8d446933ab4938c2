package dev.medislot.booking.clinic;

import dev.medislot.common.UsState;
import dev.medislot.service.phone.PhoneNumbers;
import dev.medislot.web.TimeZones;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clinic as its settings describe it.
 *
 * @param phone as a person writes it
 * @param timeZone the zone that the clinic's hours are meant in
 * @param languages language tags such as {@code en} or {@code es-MX}, the main one first
 */
@ConfigurationProperties("medislot.clinic")
record ClinicProperties(@DefaultValue("Medislot") String name, @Nullable String phone, @Nullable String street,
        @Nullable String city, @Nullable UsState state, @Nullable String zip,
        @DefaultValue("America/New_York") String timeZone, @DefaultValue("en") List<String> languages) {

    @Schema(name = "ClinicAddress")
    record Address(String street, String city, UsState state, String zip) {}

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Pattern ZIP = Pattern.compile("\\d{5}(-\\d{4})?");

    ClinicProperties {
        name = name.strip();
        require(!name.isEmpty(), "name must not be blank");
        street = missingIfBlank(street);
        city = missingIfBlank(city);
        zip = missingIfBlank(zip);
        phone = missingIfBlank(phone);
        require(phone == null || PhoneNumbers.stored(phone).isPresent(), "phone must be a telephone number");
        var parts = Stream.of(street, city, state, zip).filter(Objects::nonNull).count();
        require(parts == 0 || parts == 4, "street, .city, .state and .zip go together");
        require(zip == null || ZIP.matcher(zip).matches(), "zip must be a ZIP code");
        require(TimeZones.isKnown(timeZone), "time-zone must be a time zone such as America/Denver");
        languages = languages.stream().map(ClinicProperties::language).distinct().toList();
        require(!languages.isEmpty(), "languages must name at least one");
    }

    @Nullable
    String storedPhone() {
        return phone == null ? null : PhoneNumbers.stored(phone).orElse(null);
    }

    @Nullable
    Address address() {
        return street == null || city == null || state == null || zip == null ? null
                : new Address(street, city, state, zip);
    }

    private static String language(String tag) {
        try {
            var language = new Locale.Builder().setLanguageTag(tag.strip()).build();
            require(LANGUAGES.contains(language.getLanguage()),
                    "languages must be tags of known languages such as en, not " + tag);
            return language.toLanguageTag();
        } catch (IllformedLocaleException _) {
            throw new IllegalArgumentException(
                    "medislot.clinic.languages must be language tags such as en, not " + tag);
        }
    }

    private static @Nullable String missingIfBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException("medislot.clinic." + message);
        }
    }
}
