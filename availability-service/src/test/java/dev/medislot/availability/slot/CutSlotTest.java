package dev.medislot.availability.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CutSlotTest {

    /** Every zone of the 50 states, D.C. and the territories; those without daylight saving time included. */
    static final List<ZoneId> US_ZONES = Stream
            .of("America/New_York", "America/Detroit", "America/Kentucky/Louisville", "America/Kentucky/Monticello",
                    "America/Indiana/Indianapolis", "America/Indiana/Vincennes", "America/Indiana/Winamac",
                    "America/Indiana/Marengo", "America/Indiana/Petersburg", "America/Indiana/Vevay", "America/Chicago",
                    "America/Indiana/Tell_City", "America/Indiana/Knox", "America/Menominee",
                    "America/North_Dakota/Center", "America/North_Dakota/New_Salem", "America/North_Dakota/Beulah",
                    "America/Denver", "America/Shiprock", "Navajo", "America/Boise", "America/Phoenix",
                    "America/Los_Angeles", "America/Anchorage", "America/Juneau", "America/Sitka", "America/Metlakatla",
                    "America/Yakutat", "America/Nome", "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico",
                    "America/St_Thomas", "Pacific/Guam", "Pacific/Saipan", "Pacific/Pago_Pago")
            .map(ZoneId::of)
            .toList();

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int YEARS = 10;

    private static Window all(String start, String end) {
        return new Window(true, FIRST, null, TimeOfDay.parse(start), TimeOfDay.parse(end));
    }

    private static List<LocalDateTime> localStarts(LocalDate date, String zone, String start, String end, int minutes) {
        return CutSlot.outOf(all(start, end), date, ZoneId.of(zone), minutes)
                .stream()
                .map(cut -> LocalDateTime.ofInstant(cut.start(), ZoneId.of(zone)))
                .toList();
    }

    @Test
    void theHourThatDoesNotExistOffersNothing() {
        var spring = LocalDate.of(2027, 3, 14);
        assertThat(localStarts(spring, "America/New_York", "00:00", "05:00", 60)).extracting(LocalDateTime::toLocalTime)
                .containsExactly(LocalTime.of(0, 0), LocalTime.of(1, 0), LocalTime.of(3, 0), LocalTime.of(4, 0));
        assertThat(localStarts(spring, "America/New_York", "01:00", "04:00", 45)).extracting(LocalDateTime::toLocalTime)
                .containsExactly(LocalTime.of(1, 0), LocalTime.of(3, 15));
        assertThat(localStarts(spring, "America/Phoenix", "00:00", "05:00", 60)).hasSize(5);
    }

    @Test
    void aRepeatedHourOffersItsFirstOccurrence() {
        var fall = LocalDate.of(2026, 11, 1);
        var cuts = CutSlot.outOf(all("00:00", "04:00"), fall, ZoneId.of("America/New_York"), 60);
        assertThat(cuts).extracting(CutSlot::start)
                .containsExactly(Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-01T05:00:00Z"),
                        Instant.parse("2026-11-01T07:00:00Z"), Instant.parse("2026-11-01T08:00:00Z"));
    }

    @Test
    void whatDoesNotFillASlotIsNotOffered() {
        var date = LocalDate.of(2026, 12, 1);
        assertThat(localStarts(date, "America/Denver", "08:00", "10:59", 60)).hasSize(2);
        assertThat(localStarts(date, "America/Denver", "08:00", "08:59", 60)).isEmpty();
        assertThat(localStarts(date, "America/Denver", "22:00", "24:00", 60)).hasSize(2);
    }

    @Test
    void slotsKeepTheRulesOfTime() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        // half of the dates are such on which a clock changes
        var changes = US_ZONES.stream().flatMap(CutSlotTest::changes).distinct().toList();
        for (int i = 0; i < 5_000; i++) {
            var zone = US_ZONES.get(random.nextInt(US_ZONES.size()));
            var date = random.nextBoolean() ? changes.get(random.nextInt(changes.size()))
                    : FIRST.plusDays(random.nextInt(YEARS * 365));
            var start = random.nextInt(1440);
            var end = random.nextInt(start + 1, 1441);
            var minutes = random.nextInt(5, 481);
            var window = new Window(false, date, null, new TimeOfDay(start), new TimeOfDay(end));
            assertThatCode(() -> checkRules(CutSlot.outOf(window, date, zone, minutes), window, date, zone, minutes))
                    .as("seed %d: %s on %s in %s, %d minutes", seed, window, date, zone, minutes)
                    .doesNotThrowAnyException();
        }
    }

    private static Stream<LocalDate> changes(ZoneId zone) {
        return FIRST.datesUntil(FIRST.plusYears(YEARS)).filter(date -> !lasts24Hours(date, zone));
    }

    private static boolean lasts24Hours(LocalDate date, ZoneId zone) {
        return Duration.between(date.atStartOfDay(zone), date.plusDays(1).atStartOfDay(zone))
                .equals(Duration.ofDays(1));
    }

    /** This is no sample: all dates of ten years in all zones, for a window over the whole day. */
    @Test
    void noDateOfTenYearsBreaksTheRulesInAnyUsZone() {
        var whole = all("00:00", "24:00");
        for (var zone : US_ZONES) {
            FIRST.datesUntil(FIRST.plusYears(YEARS))
                    .forEach(date -> checkRules(CutSlot.outOf(whole, date, zone, 45), whole, date, zone, 45));
        }
    }

    @Test
    void nineStaysNineOnEveryDateOfTenYears() {
        for (var zone : US_ZONES) {
            var kept = FIRST.datesUntil(FIRST.plusYears(YEARS))
                    .map(date -> CutSlot.outOf(all("09:00", "10:00"), date, zone, 60))
                    .map(cuts -> LocalDateTime.ofInstant(cuts.getFirst().start(), zone))
                    .toList();
            assertThat(kept).isEqualTo(
                    FIRST.datesUntil(FIRST.plusYears(YEARS)).map(date -> date.atTime(LocalTime.of(9, 0))).toList());
        }
    }

    private static void checkRules(List<CutSlot> cuts, Window window, LocalDate date, ZoneId zone, int minutes) {
        var rules = zone.getRules();
        var clocksChange = !lasts24Hours(date, zone);
        var expected = new ArrayList<LocalDateTime>();
        for (var local = window.start().on(date); !local.plusMinutes(minutes)
                .isAfter(window.end().on(date)); local = local.plusMinutes(minutes)) {
            if (!clocksChange || existsThroughout(local, minutes, zone)) {
                expected.add(local);
            }
        }
        // each local time once, and none that the clocks skip
        assertThat(cuts.stream().map(CutSlot::localStart).toList()).isEqualTo(expected);
        Instant free = Instant.MIN;
        for (var cut : cuts) {
            var firstOffset = rules.getValidOffsets(cut.localStart()).getFirst();
            var kept = LocalDateTime.ofInstant(cut.start(), zone).equals(cut.localStart());
            var first = cut.start().equals(cut.localStart().toInstant(firstOffset));
            var whole = Duration.between(cut.start(), cut.end()).equals(Duration.ofMinutes(minutes));
            var apart = !cut.start().isBefore(free);
            if (!kept || !first || !whole || !apart) {
                throw new AssertionError(
                        "%s in %s breaks a rule: %s %s %s %s".formatted(cut, zone, kept, first, whole, apart));
            }
            free = cut.end();
        }
    }

    /** Minute by minute, so by other means than the code. */
    private static boolean existsThroughout(LocalDateTime start, int minutes, ZoneId zone) {
        for (int i = 0; i < minutes; i++) {
            if (zone.getRules().getValidOffsets(start.plusMinutes(i)).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
