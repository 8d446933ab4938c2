package dev.medislot.notification.letter;

import static dev.medislot.notification.letter.Writing.BOOKING;
import static dev.medislot.notification.letter.Writing.END;
import static dev.medislot.notification.letter.Writing.START;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.notification.projection.Contact;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two parsers, ical4j and biweekly, read the same from an invite. */
class InvitesTest {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /** The fields of an entry that a calendar shows. */
    private record Entry(String method, String uid, int sequence, Instant start, Instant end, String summary,
            @Nullable String location, @Nullable String url, @Nullable String description, @Nullable String conference,
            String organizer) {}

    @ParameterizedTest
    @CsvSource({ "VIDEO, BOOKING_CREATED, en", "PHONE, BOOKING_CREATED, es", "IN_PERSON, BOOKING_CREATED, en",
            "VIDEO, BOOKING_MOVED, es", "PHONE, BOOKING_MOVED, en", "IN_PERSON, BOOKING_MOVED, es",
            "VIDEO, PLACE_CHANGED, es", "IN_PERSON, PLACE_CHANGED, en", "VIDEO, BOOKING_CANCELLED, en",
            "IN_PERSON, BOOKING_CANCELLED, es" })
    void twoParsersReadTheSame(VisitMode mode, Kind kind, String language) throws Exception {
        var writing = new Writing(language);
        var visit = Writing.attended(writing.visit(2, START.minus(Duration.ofDays(3)), Role.STAFF), mode);
        for (var to : List.of(writing.patient, writing.doctor)) {
            var invite = invite(writing, visit, kind, to);

            var read = byIcal4j(invite);

            assertThat(read).isEqualTo(byBiweekly(invite));
            assertThat(read.uid()).isEqualTo(BOOKING.toString());
            assertThat(read.start()).isEqualTo(START);
            assertThat(read.end()).isEqualTo(END);
            assertThat(read.sequence()).isEqualTo(1);
            assertThat(read.organizer()).isEqualToIgnoringCase("mailto:desk@lakeside.example");
            assertThat(read.location() == null).isEqualTo(kind == Kind.BOOKING_CANCELLED);
            assertThat(read.url()).startsWith("https://");
        }
    }

    private static String invite(Writing writing, MailedVisit visit, Kind kind, Contact to) {
        return String.valueOf(Writing.letters(START.minus(Duration.ofDays(3)), "desk@lakeside.example")
                .about(writing.news(visit, kind, to))
                .invite());
    }

    private static Entry byIcal4j(String invite) throws IOException, ParserException {
        var calendar = new CalendarBuilder().build(new StringReader(invite));
        assertThat(calendar.validate(true).hasErrors()).isFalse();
        var event = calendar.getComponents(Component.VEVENT).getFirst();
        return new Entry(calendar.getProperty(Property.METHOD).orElseThrow().getValue(),
                String.valueOf(value(event, Property.UID)), Integer.parseInt(value(event, Property.SEQUENCE)),
                instant(event, Property.DTSTART), instant(event, Property.DTEND),
                String.valueOf(value(event, Property.SUMMARY)), value(event, Property.LOCATION),
                value(event, Property.URL), value(event, Property.DESCRIPTION), value(event, "CONFERENCE"),
                String.valueOf(value(event, Property.ORGANIZER)));
    }

    private static @Nullable String value(Component component, String property) {
        return component.getProperty(property).map(Property::getValue).orElse(null);
    }

    private static Instant instant(Component event, String property) {
        var time = event.getProperty(property).orElseThrow();
        var zone = time.getParameter(Parameter.TZID).orElseThrow().getValue();
        return LocalDateTime.parse(time.getValue(), LOCAL).atZone(ZoneId.of(zone)).toInstant();
    }

    private static Entry byBiweekly(String invite) {
        var calendar = Biweekly.parse(invite).first();
        assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
        var event = calendar.getEvents().getFirst();
        var conferences = event.getConferences();
        return new Entry(calendar.getMethod().getValue(), event.getUid().getValue(), event.getSequence().getValue(),
                event.getDateStart().getValue().toInstant(), event.getDateEnd().getValue().toInstant(),
                event.getSummary().getValue(), event.getLocation() == null ? null : event.getLocation().getValue(),
                event.getUrl() == null ? null : event.getUrl().getValue(),
                event.getDescription() == null ? null : event.getDescription().getValue(),
                conferences.isEmpty() ? null : conferences.getFirst().getUri(),
                "mailto:" + event.getOrganizer().getEmail());
    }
}
