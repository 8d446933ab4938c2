package dev.medislot.notification.letter;

import static dev.medislot.notification.letter.Writing.END;
import static dev.medislot.notification.letter.Writing.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medislot.common.Role;
import dev.medislot.notification.projection.Contact;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {

    private final Writing writing = new Writing("en");
    private final Contact patient = writing.patient;
    private final Contact doctor = writing.doctor;

    @Test
    void aCancellationNamesTheOneWhoCancelled() {
        assertThat(cancelled(patient, Role.PATIENT)).contains("You have cancelled your appointment with Ravi Menon.");
        assertThat(cancelled(doctor, Role.PATIENT)).contains("Noor Haddad has cancelled your appointment.");
        assertThat(cancelled(patient, Role.DOCTOR)).contains("Ravi Menon has cancelled your appointment.");
        assertThat(cancelled(doctor, Role.DOCTOR)).contains("You have cancelled your appointment with Noor Haddad.");
        assertThat(cancelled(patient, Role.STAFF))
                .contains("Lakeside Clinic has cancelled your appointment with Ravi Menon.");
        assertThat(cancelled(doctor, null)).contains("Your appointment with Noor Haddad will not take place.");
    }

    private String cancelled(Contact to, @Nullable Role by) {
        return about(to, Kind.BOOKING_CANCELLED, START.minus(Duration.ofDays(3)), by).text();
    }

    @Test
    void patientsReadUntilWhenTheyMayChangeIt() {
        for (var kind : List.of(Kind.BOOKING_CREATED, Kind.BOOKING_MOVED, Kind.REMINDER)) {
            var letter = about(patient, kind, START.minus(Duration.ofHours(9)), Role.PATIENT);

            for (var body : List.of(letter.text(), letter.html())) {
                assertThat(body).contains("You can move or cancel it until Tuesday, March 16, 2027, at 6:30 AM MDT.");
            }
        }
        assertThat(about(doctor, Kind.BOOKING_CREATED, START.minus(Duration.ofHours(9)), Role.PATIENT).text())
                .doesNotContain("until");
    }

    @Test
    void afterTheCutOffPatientsReadHowToReachTheClinic() {
        var letter = about(patient, Kind.BOOKING_CREATED, START.minus(Duration.ofHours(2)), Role.PATIENT);

        assertThat(letter.text()).contains("To move or cancel it now, call Lakeside Clinic at (608) 555-0100.")
                .doesNotContain("until");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2027-03-16T06:00:00Z | en | Today at 9:30 AM                   | your appointment
            2027-03-16T05:59:59Z | en | Tomorrow at 9:30 AM                | your appointment
            2027-03-15T05:59:59Z | en | On Tuesday at 9:30 AM              | your appointment
            2027-03-10T07:00:00Z | en | On Tuesday at 9:30 AM              | your appointment
            2027-03-10T06:59:59Z | en | On Tuesday, March 16, at 9:30 AM   | your appointment
            2027-03-16T06:00:00Z | es | Hoy a las 9:30 a.m.                | su cita
            2027-03-16T05:59:59Z | es | Mañana a las 9:30 a.m.             | su cita
            2027-03-15T05:59:59Z | es | El martes a las 9:30 a.m.          | su cita
            2027-03-09T07:00:00Z | es | El martes 16 de marzo, a las 9:30 a.m. | su cita
            """)
    void aReminderSaysWhenAsItsReaderWould(Instant now, String language, String when, String what) {
        var letter = new Writing(language).reminder(now);

        assertThat(letter.subject().replaceAll("[\\h]", " ")).isEqualTo(when + ": " + what);
        assertThat(letter.html().replaceAll("[\\h]", " ")).contains(when + "</h1>");
        assertThat(letter.invite()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class,
            names = { "WELCOME", "BOOKING_CREATED", "BOOKING_MOVED", "BOOKING_CANCELLED", "PLACE_CHANGED", "REMINDER" })
    void everyMailNamesTheClinicAndItsNumber(Kind kind) {
        var letter = kind == Kind.WELCOME ? Writing.letters(START).welcome(patient)
                : about(patient, kind, START, Role.STAFF);

        assertThat(letter.html()).contains("Lakeside Clinic", "(608) 555-0100", "#7a1f5c");
        assertThat(letter.text()).contains("To talk to Lakeside Clinic, call (608) 555-0100.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "#ffd400", "#ffffff", "#777777", "#00a0ff", "blue", "#12345", "" })
    void aColorThatHidesWhiteTextIsRefused(String color) {
        assertThatThrownBy(() -> inColor(color)).hasMessageContaining("medislot.mail.color")
                .hasMessageContaining("not " + color);
    }

    @ParameterizedTest
    @ValueSource(strings = { "#0a6a5c", "#0b6bcb", "#767676", "#000000", "#7A1F5C" })
    void aDarkColorIsTaken(String color) {
        assertThat(inColor(color).color()).isEqualTo(color);
    }

    private static LetterProperties inColor(String color) {
        return new LetterProperties("Clinic <no-reply@clinic.example>", null, color,
                URI.create("https://clinic.example"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOKING_CREATED   | Cita confirmada: martes 16 mar, 9:30 a.m. MDT   | Su cita está confirmada
            BOOKING_MOVED     | Cita reprogramada: martes 16 mar, 9:30 a.m. MDT | Su cita se reprogramó
            BOOKING_CANCELLED | Cita cancelada: martes 16 mar, 9:30 a.m. MDT   | Lakeside Clinic canceló su cita
            PLACE_CHANGED     | Cita con un nuevo enlace: martes 16 mar, 9:30 a.m. MDT | Su cita tiene un nuevo enlace
            REMINDER          | Hoy a las 9:30 a.m.: su cita                    | Tiene una cita con Ravi Menon.
            """)
    void peopleAreWrittenToInTheirLanguage(Kind kind, String subject, String words) {
        var letter = about(new Writing("es").patient, kind, START.minus(Duration.ofHours(4)), Role.STAFF);

        assertThat(letter.subject()).isEqualTo(subject);
        var page = "/appointments/" + Writing.BOOKING;
        assertThat(letter.text().replace(page, "")).contains("Hola, Noor:", words, "\nMartes, 16 de marzo de 2027\n",
                "\nHora de verano de las Montañas Rocosas\n", "Para Ravi Menon, el horario es 10:30 a.m.",
                "Para hablar con Lakeside Clinic, llame al (608) 555-0100.").doesNotContain("ppointment");
        assertThat(letter.html().replace(page, "")).contains("lang=\"es\"", words).doesNotContain("ppointment");
    }

    @Test
    void everyTextHasASpanishOneWithTheSameValues() throws Exception {
        var english = texts("letters.properties");
        var spanish = texts("letters_es.properties");

        assertThat(spanish.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> assertThat(values(spanish.get(key))).as(key).isEqualTo(values(text)));
    }

    private static Map<String, String> texts(String file) throws Exception {
        var properties = new Properties();
        try (var in = new InputStreamReader(LettersTest.class.getResourceAsStream("/" + file), UTF_8)) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static Set<String> values(String text) {
        return Pattern.compile("\\{\\d").matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private Letter about(Contact to, Kind kind, Instant now, @Nullable Role by) {
        var visit = writing.visit(2, now, by);
        var moved = kind == Kind.BOOKING_MOVED
                ? Writing.formerly(visit, START.plus(Duration.ofDays(1)), END.plus(Duration.ofDays(1)), null, null,
                        null)
                : visit;
        return Writing.letters(now).about(writing.news(moved, kind, to));
    }
}
