package dev.medislot.notification.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.Observance;
import biweekly.component.VEvent;
import dev.medislot.web.TimeZones;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another library reads our calendars. */
class CalendarsTest {

    private static final UUID BOOKING = UUID.randomUUID();
    private static final Instant CHANGED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T16:00:00Z");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    /** Hours from UTC; some abbreviations are used by two or three countries. */
    private static final Map<String, Set<Double>> ABBREVIATIONS = abbreviations("""
            UTC 0, GMT 0, WET 0, WEST 1, BST 1, IST 1 2 5.5, IDT 3, CET 1, CEST 2, EET 2, EEST 3, MSK 3, WAT 1, CAT 2,
            SAST 2, EAT 3, PKT 5, WIB 7, WITA 8, WIT 9, HKT 8, JST 9, KST 9, AWST 8, ACST 9.5, ACDT 10.5, AEST 10,
            AEDT 11, ChST 10, NZST 12, NZDT 13, NST -3.5, NDT -2.5, AST -4, ADT -3, EST -5, EDT -4, CST -6 -5 8,
            CDT -5 -4, MST -7, MDT -6, PST -8 8, PDT -7, AKST -9, AKDT -8, HST -10, HAST -10, HADT -9, SST -11""");

    private final InternetAddress organizer = address("no-reply@medislot.example", "Medislot");
    private final InternetAddress attendee = address("pat@people.example", "Pat Miller");

    @Test
    void oneBookingsLifeIsOneEntryThatChangesAndGoes() {
        var calendar = new SubscribersCalendar();

        calendar.take(Calendars.request(version(1, START), organizer, attendee));
        assertThat(calendar.entries).hasSize(1);
        assertThat(calendar.entry().getDateStart().getValue()).hasSameTimeAs(Date.from(START));

        calendar.take(Calendars.request(version(2, START.plusSeconds(86_400)), organizer, attendee));
        assertThat(calendar.entries).hasSize(1);
        assertThat(calendar.entry().getDateStart().getValue()).hasSameTimeAs(Date.from(START.plusSeconds(86_400)));

        // the first mail comes late, or again
        calendar.take(Calendars.request(version(1, START), organizer, attendee));
        assertThat(calendar.entry().getDateStart().getValue()).hasSameTimeAs(Date.from(START.plusSeconds(86_400)));

        calendar.take(Calendars.cancel(version(3, START.plusSeconds(86_400)), organizer, attendee));
        assertThat(calendar.entries).isEmpty();
    }

    @Test
    void inviteNamesOrganizerAndAttendeeAndNothingElse() {
        var invite = read(Calendars.request(version(1, START), organizer, attendee));

        assertThat(invite.getMethod().getValue()).isEqualTo("REQUEST");
        var event = invite.getEvents().getFirst();
        assertThat(event.getOrganizer().getEmail()).isEqualTo("no-reply@medislot.example");
        assertThat(event.getAttendees()).singleElement().satisfies(guest -> {
            assertThat(guest.getEmail()).isEqualTo("pat@people.example");
            assertThat(guest.getCommonName()).isEqualTo("Pat Miller");
        });
        assertThat(event.getSummary().getValue()).isEqualTo("Appointment with Dana Reyes");
        assertThat(event.getDescription()).isNull();
        assertThat(invite.validate(ICalVersion.V2_0).isEmpty()).isTrue();
    }

    @Test
    void oddNamesStayWhatTheyAre() {
        var odd = address("al@people.example", "Al \"Doc\" O'Brien; Jr., Ünal");
        var text = Calendars.request(new Appointment(BOOKING, 1, CHANGED, START, START.plusSeconds(3600),
                "Appointment with A, B; C\\D\r\nATTENDEE:x", PACIFIC), organizer, odd);

        var event = read(text).getEvents().getFirst();
        assertThat(event.getSummary().getValue()).contains("A, B; C\\D").contains("ATTENDEE:x");
        assertThat(event.getAttendees()).hasSize(1);
        assertThat(event.getAttendees().getFirst().getCommonName()).contains("O'Brien; Jr., Ünal");
        assertThat(text.lines()).allMatch(line -> line.getBytes(UTF_8).length <= 75);
    }

    @ParameterizedTest
    @ValueSource(strings = { "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
            "America/Los_Angeles", "America/Anchorage", "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico",
            "Pacific/Guam", "Pacific/Pago_Pago", "America/Indiana/Indianapolis", "America/Boise", "Europe/Berlin",
            "Europe/London", "Africa/Casablanca", "America/Nuuk", "Asia/Kolkata", "UTC" })
    void timesAreReadAsTheyWereMeantAllYear(String id) {
        var zone = ZoneId.of(id);
        for (var hour = LocalDateTime.of(2026, 3, 1, 0, 30); hour
                .isBefore(LocalDateTime.of(2028, 3, 1, 0, 0)); hour = hour.plusHours(67)) {
            var start = hour.atZone(zone).toInstant();
            if (!changesOn(start, zone)) { // biweekly is a few hours off on the day itself
                assertReadAs(start, zone);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "America/New_York", "America/Denver", "America/Anchorage", "America/Adak", "Europe/Berlin",
            "Europe/London", "Africa/Casablanca", "America/Nuuk" })
    void theHourOfTheChangeIsRight(String id) {
        var zone = ZoneId.of(id);
        for (var change = zone.getRules().nextTransition(START); change != null
                && change.getInstant().isBefore(Instant.parse("2031-01-01T00:00:00Z")); change = zone.getRules()
                        .nextTransition(change.getInstant())) {
            for (int minutes = -180; minutes <= 180; minutes += 30) {
                assertOffsetAt(change.getInstant().plus(Duration.ofMinutes(minutes)), zone);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "America/Whitehorse", "Europe/Istanbul", "Asia/Amman", "America/Asuncion" })
    void zoneWithoutChangesHasOnlyItsStandardTime(String id) {
        var zone = ZoneId.of(id);
        var text = Calendars.request(new Appointment(BOOKING, 1, CHANGED, START, START.plusSeconds(1800), "x", zone),
                organizer, attendee);

        var written = read(text).getTimezoneInfo().getComponents().iterator().next();
        assertThat(written.getDaylightSavingsTime()).as(text).isEmpty();
        assertThat(written.getStandardTimes()).as(text).singleElement().satisfies(standard -> {
            assertThat(standard.getRecurrenceRule()).isNull();
            assertThat(standard.getTimezoneNames().getFirst().getValue())
                    .isEqualTo(DateTimeFormatter.ofPattern("zzz", Locale.US).format(START.atZone(zone)));
        });
        assertReadAs(START, zone);
        assertOffsetAt(START, zone);
    }

    /** The zones of the JDK, without those that ical4j adds. */
    static Stream<String> zones() {
        return ZoneId.getAvailableZoneIds()
                .stream()
                .filter(id -> TimeZones.isKnown(id) && !id.startsWith("ical4j"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("zones")
    void everyZoneHasAStandardTimeAndTrueNames(String id) {
        var zone = ZoneId.of(id);
        for (var start : List.of(START, START.plus(Duration.ofDays(91)), START.plus(Duration.ofDays(182)),
                START.plus(Duration.ofDays(273)), Instant.parse("2024-11-10T16:00:00Z"))) {
            var text = Calendars.request(
                    new Appointment(BOOKING, 1, CHANGED, start, start.plusSeconds(1800), "x", zone), organizer,
                    attendee);

            var written = read(text).getTimezoneInfo().getComponents().iterator().next();
            assertThat(written.getStandardTimes()).as(text).isNotEmpty();
            assertThat(Stream.concat(written.getStandardTimes().stream(), written.getDaylightSavingsTime().stream()))
                    .as(text)
                    .allMatch(CalendarsTest::hasTrueName);
            assertOffsetAt(start, zone);
            if (isFixed(start, zone)) {
                assertThat(written.getDaylightSavingsTime()).as(text).isEmpty();
                assertThat(written.getStandardTimes()).as(text).hasSize(1);
            }
        }
    }

    private static Map<String, Set<Double>> abbreviations(String text) {
        return Stream.of(text.split(","))
                .map(each -> List.of(each.strip().split(" ")))
                .collect(Collectors.toMap(List::getFirst,
                        each -> each.stream().skip(1).map(Double::valueOf).collect(Collectors.toSet())));
    }

    private static boolean isFixed(Instant start, ZoneId zone) {
        var change = zone.getRules().nextTransition(start.minus(Duration.ofDays(400)));
        return change == null || change.getInstant().isAfter(start.plus(Duration.ofDays(400)));
    }

    /** Says the offset that is in force, or is an abbreviation that is not used for another offset. */
    private static boolean hasTrueName(Observance observance) {
        var name = observance.getTimezoneNames().getFirst().getValue();
        var offset = ZoneOffset.ofTotalSeconds((int) (observance.getTimezoneOffsetTo().getValue().getMillis() / 1000));
        if (name.startsWith("GMT") && !name.equals("GMT")) {
            return ZoneOffset.of(name.substring(3)).equals(offset);
        }
        return ABBREVIATIONS.getOrDefault(name, Set.of()).contains(offset.getTotalSeconds() / 1800 / 2.0);
    }

    @Test
    void feedHoldsEveryAppointment() {
        var feed = read(Calendars.feed("Medislot", PACIFIC,
                List.of(version(1, START),
                        new Appointment(UUID.randomUUID(), 4, CHANGED, Instant.parse("2027-07-01T16:00:00Z"),
                                Instant.parse("2027-07-01T17:00:00Z"), "Appointment with Omar Haddad", PACIFIC)),
                organizer));

        assertThat(feed.getMethod().getValue()).isEqualTo("PUBLISH");
        assertThat(feed.getEvents()).extracting(event -> event.getDateStart().getValue().toInstant())
                .containsExactly(START, Instant.parse("2027-07-01T16:00:00Z"));
        assertThat(feed.getTimezoneInfo().getTimezones()).hasSize(1);
        assertThat(read(Calendars.feed("Medislot", PACIFIC, List.of(), organizer)).getEvents()).isEmpty();
    }

    private void assertReadAs(Instant start, ZoneId zone) {
        var appointment = new Appointment(BOOKING, 1, CHANGED, start, start.plusSeconds(1800), "x", zone);
        var text = Calendars.request(appointment, organizer, attendee);
        var event = read(text).getEvents().getFirst();
        assertThat(event.getDateStart().getValue().toInstant()).as(text).isEqualTo(start);
        assertThat(event.getDateEnd().getValue().toInstant()).as(text).isEqualTo(start.plusSeconds(1800));
    }

    private static boolean changesOn(Instant start, ZoneId zone) {
        var change = zone.getRules().nextTransition(start.minus(Duration.ofDays(1)));
        return change != null && change.getInstant().isBefore(start.plus(Duration.ofDays(1)));
    }

    /** By the zone as written, when the times are local. */
    private void assertOffsetAt(Instant start, ZoneId zone) {
        var appointment = new Appointment(BOOKING, 1, CHANGED, start, start.plusSeconds(1800), "x", zone);
        var text = Calendars.request(appointment, organizer, attendee);
        if (text.contains("DTSTART:%tY".formatted(start.atZone(ZoneOffset.UTC))) && text.contains("Z\r\nDTEND:")) {
            assertReadAs(start, zone);
            return;
        }
        var local = start.atZone(zone).toLocalDateTime();
        assertThat(text).contains(
                "DTSTART;TZID=%s:%s".formatted(zone, DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").format(local)));
        assertThat(offsetAsWritten(text, local)).as(text).isEqualTo(zone.getRules().getOffset(start));
    }

    /** The offset by RFC 5545: that of the observance whose onset is the last before that local time. */
    private static ZoneOffset offsetAsWritten(String text, LocalDateTime local) {
        var zone = read(text).getTimezoneInfo().getComponents().iterator().next();
        var onsets = new TreeMap<LocalDateTime, ZoneOffset>();
        zone.getStandardTimes().forEach(standard -> onsets.putAll(onsets(standard, local.getYear())));
        zone.getDaylightSavingsTime().forEach(daylight -> onsets.putAll(onsets(daylight, local.getYear())));
        return onsets.floorEntry(local).getValue();
    }

    private static Map<LocalDateTime, ZoneOffset> onsets(Observance observance, int untilYear) {
        var first = LocalDateTime.parse(observance.getDateStart().getValue().getRawComponents().toString(true, false),
                DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss"));
        var offset = ZoneOffset.ofTotalSeconds((int) (observance.getTimezoneOffsetTo().getValue().getMillis() / 1000));
        var onsets = new HashMap<>(Map.of(first, offset));
        var rule = observance.getRecurrenceRule();
        if (rule != null) {
            var byDay = rule.getValue().getByDay().getFirst();
            for (int year = first.getYear(); year <= untilYear; year++) {
                var month = first.withYear(year).withMonth(rule.getValue().getByMonth().getFirst());
                onsets.put(month.with(
                        TemporalAdjusters.dayOfWeekInMonth(byDay.getNum(), DayOfWeek.valueOf(byDay.getDay().name()))),
                        offset);
            }
        }
        return onsets;
    }

    private static Appointment version(int version, Instant start) {
        return new Appointment(BOOKING, version, CHANGED.plusSeconds(version), start, start.plusSeconds(3600),
                "Appointment with Dana Reyes", PACIFIC);
    }

    private static ICalendar read(String text) {
        return Biweekly.parse(text).first();
    }

    private static InternetAddress address(String address, String name) {
        try {
            return new InternetAddress(address, name, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does with invites what RFC 5546 asks of a calendar. */
    private static final class SubscribersCalendar {

        private final Map<String, VEvent> entries = new HashMap<>();
        private final Map<String, Integer> sequences = new HashMap<>();

        void take(String invite) {
            var calendar = read(invite);
            var event = calendar.getEvents().getFirst();
            var uid = event.getUid().getValue();
            var sequence = event.getSequence().getValue();
            if (sequences.getOrDefault(uid, -1) > sequence) {
                return;
            }
            sequences.put(uid, sequence);
            if (calendar.getMethod().isCancel()) {
                entries.remove(uid);
            } else {
                entries.put(uid, event);
            }
        }

        VEvent entry() {
            return entries.values().iterator().next();
        }
    }
}
