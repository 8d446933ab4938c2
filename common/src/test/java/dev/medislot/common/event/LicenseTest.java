package dev.medislot.common.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged.License;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");
    private static final ZoneId GUAM = ZoneId.of("Pacific/Guam");
    private static final LocalDate FROM = LocalDate.of(2026, 3, 1);
    private static final LocalDate UNTIL = LocalDate.of(2026, 9, 30);
    private static final License CALIFORNIA = new License(UsState.CA, FROM, UNTIL);
    private static final LocalTime NOON = LocalTime.NOON;

    @Test
    void permitsItsFirstAndItsLastDay() {
        assertThat(permit(UsState.CA, FROM.atTime(NOON), LOS_ANGELES, CALIFORNIA)).isTrue();
        assertThat(permit(UsState.CA, UNTIL.atTime(NOON), LOS_ANGELES, CALIFORNIA)).isTrue();
    }

    @Test
    void refusesTheDayBeforeAndTheDayAfter() {
        assertThat(permit(UsState.CA, FROM.minusDays(1).atTime(NOON), LOS_ANGELES, CALIFORNIA)).isFalse();
        assertThat(permit(UsState.CA, UNTIL.plusDays(1).atTime(NOON), LOS_ANGELES, CALIFORNIA)).isFalse();
    }

    @Test
    void refusesAnotherState() {
        assertThat(permit(UsState.NV, FROM.atTime(NOON), LOS_ANGELES, CALIFORNIA)).isFalse();
    }

    @Test
    void withoutAnEndItStaysValid() {
        var open = new License(UsState.CA, FROM, null);
        assertThat(permit(UsState.CA, FROM.plusYears(50).atTime(NOON), LOS_ANGELES, open)).isTrue();
    }

    @Test
    void countsFromMidnightToMidnightOfThePatient() {
        assertThat(permit(UsState.CA, FROM.atStartOfDay(), LOS_ANGELES, CALIFORNIA)).isTrue();
        assertThat(permit(UsState.CA, FROM.atStartOfDay().minusMinutes(1), LOS_ANGELES, CALIFORNIA)).isFalse();
        assertThat(permit(UsState.CA, UNTIL.atTime(23, 59), LOS_ANGELES, CALIFORNIA)).isTrue();
        assertThat(permit(UsState.CA, UNTIL.plusDays(1).atStartOfDay(), LOS_ANGELES, CALIFORNIA)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "NY, America/New_York, America/New_York", "FL, America/New_York, America/Chicago",
            "TN, America/New_York, America/Chicago", "OR, America/Boise, America/Los_Angeles",
            "TX, America/Chicago, America/Denver", "AK, America/Anchorage, America/Adak",
            "NV, America/Denver, America/Los_Angeles", "GU, Pacific/Guam, Pacific/Guam",
            "AS, Pacific/Pago_Pago, Pacific/Pago_Pago", "MP, Pacific/Saipan, Pacific/Saipan" })
    void countsInEveryZoneOfTheState(UsState state, ZoneId east, ZoneId west) {
        var license = new License(state, FROM, UNTIL);

        assertThat(permit(state, FROM.atStartOfDay(), west, license)).isTrue();
        assertThat(permit(state, FROM.atStartOfDay().minusMinutes(1), west, license)).isFalse();
        assertThat(permit(state, UNTIL.atTime(23, 59), east, license)).isTrue();
        assertThat(permit(state, UNTIL.plusDays(1).atStartOfDay(), east, license)).isFalse();
    }

    @Test
    void ignoresTheDateOfTheDoctor() {
        var lastDay = LocalDate.of(2027, 3, 4);
        var newYork = new License(UsState.NY, FROM, lastDay);
        var guam = new License(UsState.GU, lastDay.plusDays(1), null);
        var samoa = new License(UsState.AS, FROM, lastDay);

        assertThat(permit(UsState.NY, lastDay.atTime(18, 59), HONOLULU, newYork)).isTrue();
        assertThat(permit(UsState.NY, lastDay.atTime(19, 0), HONOLULU, newYork)).isFalse();
        assertThat(permit(UsState.GU, lastDay.atTime(5, 59), LOS_ANGELES, guam)).isFalse();
        assertThat(permit(UsState.GU, lastDay.atTime(6, 0), LOS_ANGELES, guam)).isTrue();
        assertThat(permit(UsState.AS, lastDay.plusDays(1).atTime(20, 59), GUAM, samoa)).isTrue();
        assertThat(permit(UsState.AS, lastDay.plusDays(1).atTime(21, 0), GUAM, samoa)).isFalse();
    }

    @Test
    void daysOf23And25HoursCountWhole() {
        for (var change : List.of(LocalDate.of(2027, 3, 14), LocalDate.of(2027, 11, 7))) {
            var thatDay = new License(UsState.NY, change, change);
            var begin = change.atStartOfDay(NEW_YORK).toInstant();
            var end = change.plusDays(1).atStartOfDay(NEW_YORK).toInstant();

            assertThat(Duration.between(begin, end)).isNotEqualTo(Duration.ofDays(1));
            assertThat(License.permit(List.of(thatDay), UsState.NY, begin)).isTrue();
            assertThat(License.permit(List.of(thatDay), UsState.NY, end.minusSeconds(1))).isTrue();
            assertThat(License.permit(List.of(thatDay), UsState.NY, begin.minusSeconds(1))).isFalse();
            assertThat(License.permit(List.of(thatDay), UsState.NY, end)).isFalse();
        }
    }

    @Test
    void aRenewalLeavesNoGapInAnyZone() {
        var first = new License(UsState.FL, FROM, UNTIL);
        var next = new License(UsState.FL, UNTIL.plusDays(1), null);
        var afterAGap = new License(UsState.FL, UNTIL.plusDays(2), null);
        var midnightInMiami = UNTIL.plusDays(1).atStartOfDay();

        assertThat(permit(UsState.FL, midnightInMiami, NEW_YORK, first, next)).isTrue();
        assertThat(permit(UsState.FL, midnightInMiami, NEW_YORK, first)).isFalse();
        assertThat(permit(UsState.FL, midnightInMiami, NEW_YORK, next)).isFalse();
        assertThat(permit(UsState.FL, midnightInMiami, NEW_YORK, first, afterAGap)).isFalse();
    }

    @Test
    void namesTheFirstDateWithoutALicense() {
        var midnightInMiami = UNTIL.plusDays(1).atStartOfDay(NEW_YORK).toInstant();

        assertThat(License.dateWithout(List.of(new License(UsState.FL, FROM, UNTIL)), UsState.FL, midnightInMiami))
                .contains(UNTIL.plusDays(1));
        assertThat(License.dateWithout(List.of(), UsState.FL, midnightInMiami)).contains(UNTIL);
    }

    @Test
    void aVisitHasTheStatesThatAreValidAtItsStart() {
        var licenses = List.of(CALIFORNIA, new License(UsState.NY, FROM, UNTIL), new License(UsState.HI, FROM, null));

        assertThat(License.statesAt(licenses, UNTIL.atTime(22, 0).atZone(LOS_ANGELES).toInstant()))
                .containsExactly(UsState.CA, UsState.HI);
    }

    private static boolean permit(UsState state, LocalDateTime start, ZoneId zone, License... licenses) {
        return License.permit(List.of(licenses), state, start.atZone(zone).toInstant());
    }
}
