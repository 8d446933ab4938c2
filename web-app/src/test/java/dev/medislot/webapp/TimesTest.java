package dev.medislot.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final List<Instant> SEASONS = List.of(Instant.parse("2027-01-15T12:00:00Z"),
            Instant.parse("2027-07-15T12:00:00Z"));

    @ParameterizedTest
    @EnumSource
    void aZoneWithTheNameOfAStatesZoneHasItsClock(UsState state) {
        var zone = state.zones().getFirst();
        var name = new Times(zone, Locale.US).zoneName();

        var chosen = Times.usual(ZoneId.of("UTC"), Locale.US)
                .stream()
                .filter(times -> times.zoneName().equals(name))
                .toList();

        assertThat(chosen).hasSize(1);
        assertThat(SEASONS).allSatisfy(season -> assertThat(chosen.getFirst().zone().getRules().getOffset(season))
                .isEqualTo(zone.getRules().getOffset(season)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "en", "es" })
    void arizonaIsNamedApart(String language) {
        var locale = Locale.of(language, "US");
        var denver = new Times(ZoneId.of("America/Denver"), locale).zoneName();
        assertThat(new Times(ZoneId.of("America/Phoenix"), locale).zoneName()).isEqualTo(denver + " (Arizona)");
    }
}
