package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    private final Names names = new Names(new WebAppSetup().messageSource());

    @ParameterizedTest
    @CsvSource({ "es, Family medicine, Medicina familiar", "es, Sleep {care}, Sleep {care}",
            "en, Family medicine, Family medicine" })
    void usualSpecialtiesAreTranslated(Locale language, String stored, String shown) {
        assertThat(names.specialty(stored, language)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({ "es, First visit, Primera visita", "es, Dr. Vega's talk, Dr. Vega's talk", "en, Check-up, Check-up" })
    void usualVisitTypesAreTranslated(Locale language, String stored, String shown) {
        assertThat(names.type(stored, language)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({ "en, , reason, Reason for the visit", "en, closure, reason, Reason", "es, closure, reason, Motivo",
            "en, PATIENT, firstName, First name", "en, , week.MONDAY[0].end, Form", "es, doctor, unknown, Formulario" })
    void aFieldHasTheWordsOfItsForm(Locale language, @Nullable String form, String field, String shown) {
        assertThat(names.field(form, field, language)).isEqualTo(shown);
    }
}
