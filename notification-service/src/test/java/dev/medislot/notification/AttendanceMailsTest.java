package dev.medislot.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.component.VEvent;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.testkit.EventPublisher;
import jakarta.mail.internet.MimeMultipart;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mails, invites and feeds say how to attend a visit. */
@ServiceTest
class AttendanceMailsTest {

    private static final Instant START = Instant.parse("2027-12-07T17:00:00Z");
    private static final ContactChanged.Place PLACE = new ContactChanged.Place("Bay Street Clinic", "12 Bay Street",
            "Oakland", UsState.CA, "94601", "+15105550100");
    private static final String PLACE_IN_ONE_LINE = "Bay Street Clinic, 12 Bay Street, Oakland, CA 94601";

    @Autowired
    EventPublisher topic;

    @Autowired
    Callers api;

    private final ContactChanged doctor = how(People.doctor("Dana", "Reyes", "America/New_York"), "en", null,
            "https://video.example/{bookingId}?as=guest&x=1", PLACE);

    @Test
    void aVideoVisitHasALinkToJoin() throws Exception {
        var patient = how(People.patient("Pat", "Miller", "America/Los_Angeles"), "en", "+14155550100", null, null);
        var booked = book(patient, VisitMode.VIDEO);
        var link = "https://video.example/%s?as=guest&x=1".formatted(booked.bookingId());

        for (var person : List.of(patient, doctor)) {
            var mail = Inbox.await(person.email(), 1).getLast();
            assertThat(mail.text()).contains("Join by video: " + link);
            assertThat(mail.html()).contains("href=\"" + link.replace("&", "&amp;") + "\"");
            assertThat(mail.text()).doesNotContain("Bay Street", "4155550100");
            var invite = invite(mail);
            assertThat(invite).contains("CONFERENCE;VALUE=URI;FEATURE=VIDEO:" + link);
            assertThat(event(invite).getUrl().getValue()).isEqualTo(link);
            assertThat(event(invite).getLocation().getValue()).isEqualTo("By video");
        }
        var address = URI
                .create(api.call("POST", "/api/v1/calendar", api.tokenOf(patient)).body().path("address").asString())
                .getPath();
        await().until(() -> event(unfolded(api.get(address, "").text())).getUrl().getValue().equals(link));
    }

    @Test
    void aPhoneVisitNamesTheNumber() throws Exception {
        var patient = how(People.patient("Ana", "Silva", "America/Los_Angeles"), "es", "+14155550100;ext=12", null,
                null);
        var booked = book(patient, VisitMode.PHONE);

        var toPatient = inSpanish(patient);
        var toDoctor = Inbox.await(doctor.email(), 1).getLast();

        assertThat(toPatient.text()).contains("Por teléfono: le llamaremos al +14155550100 x12.");
        assertThat(toDoctor.text()).contains("By phone: call +14155550100 x12.").doesNotContain("video.example");
        assertThat(invite(toDoctor)).contains("CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+14155550100;ext=12");
        assertThat(event(invite(toDoctor)).getUrl().getValue())
                .isEqualTo("http://127.0.0.1:8080/doctor/appointments/" + booked.bookingId());
        assertThat(event(invite(toPatient)).getLocation().getValue()).startsWith("Por teléfono");
        assertThat(invite(toPatient)).as("no button that calls the patient's own number").doesNotContain("tel:");
    }

    @Test
    void aVisitInPersonNamesThePlace() throws Exception {
        var patient = how(People.patient("Luz", "Rey", "America/Los_Angeles"), "es", null, null, null);
        var booked = book(patient, VisitMode.IN_PERSON);

        var mail = inSpanish(patient);

        assertThat(mail.text()).contains("En persona: " + PLACE_IN_ONE_LINE);
        assertThat(mail.html()).contains("En persona: " + PLACE_IN_ONE_LINE).doesNotContain("video.example");
        assertThat(event(invite(mail)).getLocation().getValue()).isEqualTo(PLACE_IN_ONE_LINE);
        assertThat(event(invite(mail)).getUrl().getValue())
                .isEqualTo("http://127.0.0.1:8080/appointments/" + booked.bookingId());
        assertThat(invite(mail)).doesNotContain("CONFERENCE", "video");
    }

    @Test
    void anUnconfirmedAddressGetsNoLink() {
        var patient = People.confirmed(People.patient("Pat", "Miller", "America/Los_Angeles"), false);
        book(patient, VisitMode.VIDEO);

        assertThat(Inbox.await(patient.email(), 1).getLast().text()).contains("Dana Reyes")
                .doesNotContain("video.example");
    }

    /** The other mail is the welcome. */
    private static Inbox.Mail inSpanish(ContactChanged patient) {
        return Inbox.await(patient.email(), 2)
                .stream()
                .filter(mail -> mail.subject().startsWith("Cita confirmada"))
                .findFirst()
                .orElseThrow();
    }

    private BookingCreated book(ContactChanged patient, VisitMode mode) {
        var c = Life.of(patient, doctor, START).created();
        var booked = new BookingCreated(c.bookingId(), c.version(), c.occurredAt(), c.actor(), c.status(),
                c.patientId(), c.patientState(), c.doctorId(), c.slot(), null, null, UUID.randomUUID(), mode,
                c.slot().start(), c.slot().end(), "Follow-up");
        topic.publish(patient, doctor, booked);
        return booked;
    }

    private static ContactChanged how(ContactChanged person, String language, @Nullable String phone,
            @Nullable String link, ContactChanged.@Nullable Place place) {
        return new ContactChanged(person.personId(), person.version(), person.occurredAt(), person.role(),
                person.firstName(), person.lastName(), person.email(), ZoneId.of(person.timeZone().getId()),
                person.reminders(), true, phone, language, null, link, place);
    }

    private static String invite(Inbox.Mail mail) throws Exception {
        var mixed = (MimeMultipart) Inbox.raw(mail).getContent();
        var alternatives = (MimeMultipart) mixed.getBodyPart(0).getContent();
        return unfolded(new String(alternatives.getBodyPart(2).getInputStream().readAllBytes(), UTF_8));
    }

    private static String unfolded(String calendar) {
        return calendar.replaceAll("\r?\n[ \t]", "");
    }

    /** The event as biweekly reads it; ical4j must read the same. */
    private static VEvent event(String calendar) throws Exception {
        var parsed = Biweekly.parse(calendar).first();
        assertThat(parsed.validate(ICalVersion.V2_0).isEmpty()).isTrue();
        var event = parsed.getEvents().getFirst();
        var other = new CalendarBuilder().build(new StringReader(calendar));
        assertThat(other.validate().hasErrors()).isFalse();
        var same = other.getComponents(Component.VEVENT).getFirst();
        assertThat(same.getProperty(Property.LOCATION).map(Property::getValue))
                .contains(event.getLocation().getValue());
        assertThat(same.getProperty(Property.URL).map(Property::getValue)).contains(event.getUrl().getValue());
        assertThat(same.getProperty(Property.UID).map(Property::getValue)).contains(event.getUid().getValue());
        return event;
    }
}
