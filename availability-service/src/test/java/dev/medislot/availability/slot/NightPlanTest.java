package dev.medislot.availability.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Windows over midnight against a model that walks through real time, minute by minute. */
class NightPlanTest {

    /** Zones that change their clocks at night, at midnight or by half an hour, and some that never do. */
    private static final List<ZoneId> ZONES = Stream
            .of("America/New_York", "America/Denver", "America/Los_Angeles", "America/Adak", "America/Phoenix",
                    "Pacific/Guam", "Europe/London", "Atlantic/Azores", "America/Havana", "America/Santiago",
                    "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Chatham", "Antarctica/Troll")
            .map(ZoneId::of)
            .toList();

    private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 1);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private record Facts(Instant start, Instant end, LocalDate date, boolean timeOff, @Nullable Long fits) {}

    @Test
    void aNightIsCutThroughAndShownOnBothDates() {
        var night = window(TUESDAY, "22:30", "01:30");

        assertThat(starts(night, 60, TUESDAY, TUESDAY)).containsExactly("2026-12-01T22:30", "2026-12-01T23:30");
        assertThat(starts(night, 60, TUESDAY.plusDays(1), TUESDAY.plusDays(1))).containsExactly("2026-12-02T00:30");
        assertThat(starts(night, 60, TUESDAY.plusDays(2), TUESDAY.plusDays(6))).isEmpty();
        assertThat(starts(night, 90, TUESDAY, TUESDAY.plusDays(1))).containsExactly("2026-12-01T22:30",
                "2026-12-02T00:00");
    }

    @Test
    void aNightLosesTheHourThatTheClocksSkip() {
        var spring = LocalDate.of(2027, 3, 14);
        var night = window(spring.minusDays(1), "22:00", "06:00");

        assertThat(starts(night, 60, spring.minusDays(1), spring)).hasSize(7)
                .doesNotContain(spring + "T02:00")
                .endsWith(spring + "T03:00", spring + "T04:00", spring + "T05:00");
    }

    @Test
    void aNightOffersARepeatedHourOnce() {
        var fall = LocalDate.of(2026, 11, 1);
        var night = window(fall.minusDays(1), "22:00", "06:00");
        var slots = plan(NEW_YORK, 60, hours(night), List.of(), null).slots(fall.minusDays(1), fall.plusDays(1));

        assertThat(slots).extracting(PlannedSlot::start)
                .hasSize(8)
                .contains(Instant.parse("2026-11-01T05:00:00Z"))
                .doesNotContain(Instant.parse("2026-11-01T06:00:00Z"));
    }

    /** A visit that ends in a repeated hour, or after it, is in the doctor's time until the clocks show it again. */
    @Test
    void aVisitThatMeetsARepeatedHourIsCovered() {
        var fall = LocalDate.of(2026, 11, 1);
        var visit = new OfferedVisit(UUID.randomUUID(), 0, "Visit", VisitMode.PHONE, 60, 0, 0, null);
        var night = hours(window(fall.minusDays(1), "22:00", "06:00"));
        var away = new Absence(fall.atTime(2, 0), fall.atTime(3, 0), false);
        var slots = plan(NEW_YORK, 30, night, List.of(), List.of(visit)).slots(fall.minusDays(1), fall.plusDays(1));
        var slotsLeft = plan(NEW_YORK, 30, night, List.of(away), List.of(visit)).slots(fall.minusDays(1),
                fall.plusDays(1));
        var booking = booking(Instant.parse("2026-11-01T05:30:00Z"), visit);

        assertThat(slots).filteredOn(slot -> slot.offers(visit))
                .extracting(PlannedSlot::start)
                .contains(booking.start());
        assertThat(offered(slots).covers(booking)).isTrue();
        assertThat(offered(slotsLeft).covers(booking)).isFalse();
    }

    /** Time off that begins with the visit's end leaves the visit alone, and one minute earlier does not. */
    @Test
    void timeOffInAStepLeavesTheVisitBeforeItCovered() {
        var visit = new OfferedVisit(UUID.randomUUID(), 0, "Visit", VisitMode.PHONE, 20, 0, 10, null);
        var hours = hours(window(TUESDAY, "09:00", "12:00"));
        var booking = booking(TUESDAY.atTime(9, 0).atZone(NEW_YORK).toInstant(), visit);
        for (var minute : List.of(19, 20)) {
            var away = new Absence(TUESDAY.atTime(9, minute), TUESDAY.atTime(9, 40), false);
            var slots = plan(NEW_YORK, 60, hours, List.of(away), List.of(visit)).slots(TUESDAY, TUESDAY.plusDays(1));

            assertThat(slots.getFirst().offers(visit)).isEqualTo(minute == 20);
            assertThat(offered(slots).covers(booking)).isEqualTo(minute == 20);
            assertThat(slots).filteredOn(slot -> slot.offers(visit))
                    .as("the doctor who comes back at 9:40 has the starts of the grid only")
                    .extracting(slot -> LocalDateTime.ofInstant(slot.start(), NEW_YORK).getMinute())
                    .containsOnly(0);
        }
    }

    @Test
    void otherHoursOfTheNextDateLeaveTheNightAsItIs() {
        var night = window(TUESDAY, "22:00", "02:00");
        var dayOff = new Hours(List.of(night), Map.of(TUESDAY.plusDays(1), List.of()));
        var dayOffBefore = new Hours(List.of(night), Map.of(TUESDAY, List.of()));

        assertThat(plan(NEW_YORK, 60, dayOff, List.of(), null).slots(TUESDAY.plusDays(1), TUESDAY.plusDays(2)))
                .hasSize(2);
        assertThat(plan(NEW_YORK, 60, dayOffBefore, List.of(), null).slots(TUESDAY.plusDays(1), TUESDAY.plusDays(2)))
                .isEmpty();
    }

    @Test
    void hoursThatOverlapTheNightBeforeAreFound() {
        var night = window(TUESDAY, "22:00", "06:00");
        var wednesday = TUESDAY.plusDays(1);
        var early = single(wednesday, "05:59", "08:00");
        var late = single(wednesday, "06:00", "08:00");

        assertThat(new Hours(List.of(night), Map.of(wednesday, List.of(early))).nightOverlaps(TUESDAY))
                .containsExactly(wednesday);
        assertThat(new Hours(List.of(night), Map.of(wednesday, List.of(late))).nightOverlaps(TUESDAY)).isEmpty();
        assertThat(new Hours(List.of(window(wednesday, "05:00", "07:00")),
                Map.of(TUESDAY, List.of(single(TUESDAY, "22:00", "05:01")))).nightOverlaps(TUESDAY))
                        .containsExactly(wednesday);
        assertThat(new Hours(List.of(night), Map.of(wednesday, List.of(early))).nightOverlaps(wednesday.plusDays(1)))
                .as("past")
                .isEmpty();
    }

    @Test
    void aNightHasAllOfItsSlots() {
        assertThat(window(TUESDAY, "22:30", "01:30").slotsOf(60)).isEqualTo(3);
    }

    @Test
    void hoursThatMeetAllTheSameOfferNoTimeTwice() {
        var wednesday = TUESDAY.plusDays(1);
        var hours = new Hours(List.of(window(TUESDAY, "22:00", "02:00")),
                Map.of(wednesday, List.of(single(wednesday, "00:30", "03:30"))));

        var phone = new OfferedVisit(UUID.randomUUID(), 0, "Visit", VisitMode.PHONE, 30, 0, 0, null);

        for (var visits : Arrays.<@Nullable List<OfferedVisit>>asList(null, List.of(phone))) {
            assertThat(plan(NEW_YORK, 60, hours, List.of(), visits).slots(wednesday, wednesday.plusDays(1)))
                    .extracting(slot -> LocalDateTime.ofInstant(slot.start(), NEW_YORK).toLocalTime().toString())
                    .containsExactly("00:00", "01:00", "02:30");
        }
    }

    @Test
    void nightsAreAsTheModelSays() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        int overMidnight = 0;
        for (int i = 0; i < 1_000; i++) {
            var zone = ZONES.get(random.nextInt(ZONES.size()));
            var from = aDate(zone, random);
            var until = from.plusDays(1 + random.nextInt(4));
            var hours = someHours(from, random);
            var absences = someAbsences(from, random);
            var minutes = List.of(5, 20, 30, 45, 60, 90, 240).get(random.nextInt(7));
            var visits = random.nextBoolean() ? null : someVisits(random);

            var planned = plan(zone, minutes, hours, absences, visits).slots(from, until)
                    .stream()
                    .map(slot -> new Facts(slot.start(), slot.end(), slot.date(), slot.timeOff(), slot.fits()))
                    .toList();

            assertThat(planned)
                    .as("seed %d: %s from %s to %s, %d minutes, %s, off %s, %s", seed, zone, from, until, minutes,
                            hours, absences, visits)
                    .isEqualTo(model(zone, from, until, minutes, hours, absences, visits));
            overMidnight += (int) planned.stream()
                    .filter(slot -> !LocalDate.ofInstant(slot.end().minusSeconds(1), zone).equals(slot.date()))
                    .count();
        }
        assertThat(overMidnight).isGreaterThan(20);
    }

    private static List<Facts> model(ZoneId zone, LocalDate from, LocalDate until, int minutes, Hours hours,
            List<Absence> absences, @Nullable List<OfferedVisit> visits) {
        var firstInstants = firstInstants(zone, from, until);
        var slots = new ArrayList<Facts>();
        from.minusDays(2).datesUntil(until.plusDays(1)).forEach(date -> {
            for (var window : hours.on(date)) {
                var end = date.atStartOfDay().plusMinutes(window.end().minutes());
                var start = date.atStartOfDay().plusMinutes(window.start().minutes());
                end = end.isAfter(start) ? end : end.plusDays(1);
                for (var local = start; local.isBefore(end); local = local.plusMinutes(minutes)) {
                    var rest = Duration.between(local, end).toMinutes();
                    var length = Math.min(minutes, rest);
                    var exists = visits == null ? length == minutes && exists(local, minutes, firstInstants)
                            : firstInstants.containsKey(local);
                    if (exists) {
                        var fits = visits == null ? null : fits(local, rest, visits, firstInstants, absences);
                        slots.addAll(visits == null ? facts(local, length, null, firstInstants, absences)
                                : parts(local, length, fits, firstInstants, absences));
                    }
                }
            }
        });
        slots.removeIf(slot -> slot.date().isBefore(from) || !slot.date().isBefore(until));
        slots.sort(Comparator.comparing(Facts::start));
        return slots;
    }

    /** A step, cut at each minute at which the doctor leaves or comes back; only its first part is a start. */
    private static List<Facts> parts(LocalDateTime step, long minutes, @Nullable Long fits,
            Map<LocalDateTime, Instant> firstInstants, List<Absence> absences) {
        var parts = new ArrayList<Facts>();
        int from = 0;
        for (int to = 1; to <= minutes; to++) {
            if (to == minutes
                    || isOff(step.plusMinutes(to), 1, absences) != isOff(step.plusMinutes(from), 1, absences)) {
                parts.addAll(facts(step.plusMinutes(from), to - from, from == 0 ? fits : Long.valueOf(0), firstInstants,
                        absences));
                from = to;
            }
        }
        return parts;
    }

    /** None for a time that the clocks skip. */
    private static List<Facts> facts(LocalDateTime local, long minutes, @Nullable Long fits,
            Map<LocalDateTime, Instant> firstInstants, List<Absence> absences) {
        var instant = firstInstants.get(local);
        return instant == null ? List.of()
                : List.of(new Facts(instant, instant.plus(Duration.ofMinutes(minutes)), local.toLocalDate(),
                        isOff(local, minutes, absences), fits));
    }

    private static long fits(LocalDateTime local, long rest, List<OfferedVisit> visits,
            Map<LocalDateTime, Instant> firstInstants, List<Absence> absences) {
        long bits = 0;
        for (var visit : visits) {
            if (visit.minutes() <= rest && exists(local, visit.minutes(), firstInstants)
                    && !isOff(local, visit.minutes(), absences)) {
                bits |= 1L << visit.bit();
            }
        }
        return bits;
    }

    /** When the clocks first show each minute. */
    private static Map<LocalDateTime, Instant> firstInstants(ZoneId zone, LocalDate from, LocalDate until) {
        var firstInstants = new HashMap<LocalDateTime, Instant>();
        var end = until.plusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (var at = from.minusDays(4).atStartOfDay().toInstant(ZoneOffset.UTC); at
                .isBefore(end); at = at.plusSeconds(60)) {
            firstInstants.putIfAbsent(LocalDateTime.ofInstant(at, zone), at);
        }
        return firstInstants;
    }

    private static boolean exists(LocalDateTime local, long minutes, Map<LocalDateTime, Instant> firstInstants) {
        for (int i = 0; i < minutes; i++) {
            if (!firstInstants.containsKey(local.plusMinutes(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOff(LocalDateTime local, long minutes, List<Absence> absences) {
        for (int i = 0; i < minutes; i++) {
            var minute = local.plusMinutes(i);
            if (absences.stream()
                    .anyMatch(absence -> !minute.isBefore(absence.start()) && minute.isBefore(absence.end()))) {
                return true;
            }
        }
        return false;
    }

    /** A date beside one on which the clocks change, in most cases. */
    private static LocalDate aDate(ZoneId zone, Random random) {
        var date = TUESDAY.plusDays(random.nextInt(3650));
        var change = zone.getRules().nextTransition(date.atStartOfDay(zone).toInstant());
        return change == null || random.nextInt(5) == 0 ? date : near(change, random);
    }

    private static LocalDate near(ZoneOffsetTransition change, Random random) {
        return change.getDateTimeBefore().toLocalDate().minusDays(random.nextInt(4)).plusDays(1);
    }

    /** A window a weekday, none of which overlaps the next one, and some dates with a window of their own or none. */
    private static Hours someHours(LocalDate from, Random random) {
        var starts = new EnumMap<DayOfWeek, Integer>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            starts.put(day, random.nextInt(96) * 15);
        }
        var timeslots = new ArrayList<Window>();
        for (int i = 0; i < 7; i++) {
            var first = from.minusDays(3).plusDays(i);
            var day = first.getDayOfWeek();
            timeslots.add(random(true, first, starts.get(day), starts.get(day.plus(1)), random));
        }
        var dates = new HashMap<LocalDate, List<Window>>();
        for (int i = random.nextInt(3); i > 0; i--) {
            // two days apart, so that only windows of the week are their neighbors
            var date = from.minusDays(2).plusDays(3L * i);
            var own = random(false, date, starts.get(date.getDayOfWeek()), starts.get(date.getDayOfWeek().plus(1)),
                    random);
            dates.put(date, random.nextBoolean() ? List.of(own) : List.of());
        }
        return new Hours(timeslots, dates);
    }

    /** Until the start of the next date's window at the latest, and shorter than a day. */
    private static Window random(boolean recurring, LocalDate date, int start, int nextStart, Random random) {
        int longest = Math.min(1439, 1440 + nextStart - start);
        int end = start + 1 + random.nextInt(longest);
        return new Window(recurring, date, null, new TimeOfDay(start), new TimeOfDay(end > 1440 ? end - 1440 : end));
    }

    private static List<Absence> someAbsences(LocalDate from, Random random) {
        return Stream.generate(() -> {
            var start = from.minusDays(1).atStartOfDay().plusMinutes(random.nextInt(5 * 1440));
            return new Absence(start, start.plusMinutes(1 + random.nextInt(600)), random.nextBoolean());
        }).limit(random.nextInt(3)).toList();
    }

    private static List<OfferedVisit> someVisits(Random random) {
        return Stream.iterate(0, bit -> bit + 1)
                .limit(1 + random.nextInt(3))
                .map(bit -> new OfferedVisit(UUID.randomUUID(), bit, "Visit", VisitMode.PHONE, 5 + random.nextInt(200),
                        0, 0, null))
                .toList();
    }

    private static Plan plan(ZoneId zone, int minutes, Hours hours, List<Absence> absences,
            @Nullable List<OfferedVisit> visits) {
        var settings = new SlotSettings(new DoctorId(UUID.randomUUID()), zone, minutes, 1);
        return new Plan(settings, hours, absences, List.of(), List.of(), visits);
    }

    private static OfferedTime offered(List<PlannedSlot> slots) {
        return OfferedTime.of(slots, NEW_YORK, Instant.MAX);
    }

    private static LiveBooking booking(Instant start, OfferedVisit visit) {
        return new LiveBooking(UUID.randomUUID(), true, start, visit.end(start), UsState.NY);
    }

    private static List<String> starts(Window window, int minutes, LocalDate first, LocalDate last) {
        return plan(NEW_YORK, minutes, hours(window), List.of(), null).slots(first, last.plusDays(1))
                .stream()
                .map(slot -> LocalDateTime.ofInstant(slot.start(), NEW_YORK).toString())
                .toList();
    }

    private static Hours hours(Window window) {
        return new Hours(List.of(window), Map.of());
    }

    private static Window window(LocalDate first, String start, String end) {
        return new Window(true, first, null, TimeOfDay.parse(start), TimeOfDay.parse(end));
    }

    private static Window single(LocalDate date, String start, String end) {
        return new Window(false, date, null, TimeOfDay.parse(start), TimeOfDay.parse(end));
    }
}
