package dev.medislot.booking.clinic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.medislot.booking.clinic.ClinicProperties.Address;
import dev.medislot.common.UsState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ClinicPropertiesTest {

    private static final Map<String, String> FULL = Map.of("name", "Río Grande Clinic", "phone",
            "(787) 555-0100 ext. 3", "street", "1 Calle Sol", "city", "San Juan", "state", "PR", "zip", "00901",
            "time-zone", "America/Puerto_Rico", "languages", "es-PR, en");

    @Test
    void everySettingHasADefault() {
        var clinic = bound(Map.of());

        assertThat(clinic.name()).isEqualTo("Medislot");
        assertThat(clinic.storedPhone()).isNull();
        assertThat(clinic.address()).isNull();
        assertThat(clinic.timeZone()).isEqualTo("America/New_York");
        assertThat(clinic.languages()).containsExactly("en");
    }

    @Test
    void aClinicIsDescribedByItsSettings() {
        var clinic = bound(FULL);

        assertThat(clinic.name()).isEqualTo("Río Grande Clinic");
        assertThat(clinic.storedPhone()).isEqualTo("+17875550100;ext=3");
        assertThat(clinic.address()).isEqualTo(new Address("1 Calle Sol", "San Juan", UsState.PR, "00901"));
        assertThat(clinic.languages()).isEqualTo(List.of("es-PR", "en"));
    }

    @Test
    void emptyVariablesAreMissing() {
        assertThat(bound(Map.of("phone", "", "street", "", "city", " ", "state", "", "zip", "")).address()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "name, ' ', name", "phone, 12345, phone", "zip, 901, zip", "zip, '', go together",
            "city, ' ', go together", "time-zone, Mars/Olympus, time-zone", "languages, Spanish speakers, languages",
            "languages, '', languages", "languages, 'en, spanish', languages", "languages, xx, languages" })
    void aWrongSettingStopsTheStart(String setting, String value, String named) {
        var settings = new HashMap<>(FULL);
        settings.put(setting, value);

        assertThatThrownBy(() -> bound(settings)).rootCause()
                .hasMessageStartingWith("medislot.clinic.")
                .hasMessageContaining(named);
    }

    private static ClinicProperties bound(Map<String, String> settings) {
        var properties = new HashMap<String, String>();
        settings.forEach((name, value) -> properties.put("medislot.clinic." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("medislot.clinic",
                ClinicProperties.class);
    }
}
