package dev.medislot.notification.letter;

import static dev.medislot.notification.letter.Writing.BOOKING;
import static dev.medislot.notification.letter.Writing.END;
import static dev.medislot.notification.letter.Writing.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import dev.medislot.common.CancelToken;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Links, changes and openings in mails about visits. */
class VisitLettersTest {

    private static final Instant THREE_DAYS_BEFORE = START.minus(Duration.ofDays(3));
    private static final String PAGE = "https://book.lakeside.example/appointments/" + BOOKING;
    private static final String DOCTORS_PAGE = "https://book.lakeside.example/doctor/appointments/" + BOOKING;
    private static final URI CANCEL_PAGE = URI.create(PAGE + "/cancellation?token=***");
    private static final Instant FORMER_START = START.minus(Duration.ofDays(1));
    private static final Instant FORMER_END = END.minus(Duration.ofDays(1));

    private final Writing writing = new Writing("en");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BOOKING_CREATED   | en | See, move or cancel    | See or cancel
            BOOKING_MOVED     | en | See, move or cancel    | See or cancel
            REMINDER          | en | See, move or cancel    | See or cancel
            BOOKING_CANCELLED | en | See the appointment    | See the appointment
            BOOKING_CREATED   | es | Ver, cambiar o cancelar | Ver o cancelar
            BOOKING_CANCELLED | es | Ver la cita            | Ver la cita
            """)
    void everyMailLinksToItsReadersPageOfTheBooking(Kind kind, String language, String toPatient, String toDoctor) {
        var inLanguage = new Writing(language);
        for (var to : List.of(inLanguage.patient, inLanguage.doctor)) {
            var letter = write(inLanguage, inLanguage.visit(2, THREE_DAYS_BEFORE, Role.PATIENT), kind, to);
            var words = to.role() == Role.PATIENT ? toPatient : toDoctor;
            var page = to.role() == Role.PATIENT ? PAGE : DOCTORS_PAGE;

            assertThat(letter.text()).contains(words + ": " + page);
            assertThat(letter.html()).contains("href=\"" + page + "\"", ">" + words + "</a>");
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "BOOKING_CREATED", "BOOKING_MOVED", "PLACE_CHANGED", "REMINDER" })
    void aPatientCancelsWithoutALogin(Kind kind) {
        var visit = writing.visit(2, THREE_DAYS_BEFORE, Role.PATIENT);
        var token = CancelToken.of(BOOKING, Writing.KEY);

        var letter = write(writing, visit, kind, writing.patient);

        assertThat(letter.text()).contains("Cancel without logging in: " + PAGE + "/cancellation?token=***");
        var sent = letter.with(token, CANCEL_PAGE);
        assertThat(sent.text()).contains(PAGE + "/cancellation?token=" + token.text() + "\n");
        assertThat(sent.html()).contains("href=\"%s/cancellation?token=%s\"".formatted(PAGE, token.text()));
        assertThat(sent.text() + sent.html()).doesNotContain("***");
        assertThat(String.valueOf(sent.invite())).doesNotContain("token");
        assertThat(write(writing, visit, kind, writing.doctor).text()).doesNotContain("token");
    }

    /** A doctor chooses the link of visits by video. */
    @Test
    void noOtherSiteGetsTheSecret() {
        var visit = writing.visit(1, THREE_DAYS_BEFORE, Role.PATIENT);
        var token = CancelToken.of(BOOKING, Writing.KEY);

        for (var link : List.of("https://video.example/j?token=***", "https://video.example/j?to=" + CANCEL_PAGE)) {
            var attendance = new Attendance(VisitMode.VIDEO, "By video", URI.create(link));
            var sent = Writing.letters(THREE_DAYS_BEFORE)
                    .about(new VisitNews(visit, Kind.BOOKING_CREATED, new Reachable(writing.patient, writing.patient),
                            writing.doctor, null, attendance, List.of(), null))
                    .with(token, CANCEL_PAGE);

            assertThat(sent.text()).contains(link + "\n").containsOnlyOnce(token.text());
            assertThat(sent.html()).contains("href=\"" + link + "\"").containsOnlyOnce(token.text());
        }
    }

    @Test
    void aStrangerGetsNoLinkThatCancels() {
        var visit = writing.visit(1, THREE_DAYS_BEFORE, Role.PATIENT);

        var letter = write(writing, visit, Kind.BOOKING_CREATED, Writing.unconfirmed(writing.patient));

        assertThat(letter.text()).contains(PAGE).doesNotContain("token");
    }

    @Test
    void aDoctorWhoLostTheBookingGetsNoLink() {
        var visit = Writing.formerly(writing.visit(2, THREE_DAYS_BEFORE, Role.STAFF), START, END,
                new DoctorId(writing.formerDoctor.personId()), null, null);

        var letter = write(writing, visit, Kind.BOOKING_CANCELLED, writing.doctor);

        assertThat(letter.text() + letter.html() + letter.invite()).doesNotContain("/appointments/");
    }

    @ParameterizedTest
    @EnumSource(VisitMode.class)
    void theInviteLinksToTheBookingOrTheVideo(VisitMode mode) {
        var visit = Writing.attended(writing.visit(1, THREE_DAYS_BEFORE, Role.PATIENT), mode);

        var event = event(write(writing, visit, Kind.BOOKING_CREATED, writing.patient));

        assertThat(event.getUrl().getValue())
                .isEqualTo(mode == VisitMode.VIDEO ? "https://video.example/room?as=guest" : PAGE);
        assertThat(event.getDescription().getValue()).isEqualTo("See, move or cancel: " + PAGE);
    }

    @ParameterizedTest
    @EnumSource(names = { "BOOKING_CREATED", "BOOKING_MOVED", "BOOKING_CANCELLED", "PLACE_CHANGED", "REMINDER" })
    void aVideoVisitWithoutALinkPromisesIt(Kind kind) {
        var visit = writing.visit(2, THREE_DAYS_BEFORE, Role.PATIENT);
        var promise = "no link to join by video yet. We will send it to you as soon as the doctor has added it.";
        var isPromised = kind != Kind.BOOKING_CANCELLED && kind != Kind.PLACE_CHANGED;

        var letter = withoutAddress(visit, kind, writing.patient);

        assertThat(letter.text().contains(promise)).isEqualTo(isPromised);
        assertThat(letter.html().contains(promise)).isEqualTo(isPromised);
        assertThat(withoutAddress(visit, kind, Writing.unconfirmed(writing.patient)).text()).doesNotContain(promise);
        var inPerson = Writing.attended(visit, VisitMode.IN_PERSON);
        assertThat(withoutAddress(inPerson, kind, writing.patient).text()).doesNotContain(promise);
    }

    @Test
    void afterTheCutOffTheLinkOffersNoChange() {
        var visit = writing.visit(2, THREE_DAYS_BEFORE, Role.PATIENT);
        var letter = Writing.letters(START.minus(Duration.ofHours(2)))
                .about(writing.news(visit, Kind.REMINDER, writing.patient));

        assertThat(letter.text()).contains("See the appointment: " + PAGE).doesNotContain("See, move or cancel");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT2H  | until Tuesday, March 16, 2027, at 7:40 AM MDT
            PT5M  | until Tuesday, March 16, 2027, at 9:30 AM MDT
            PT72H | until Tuesday, March 16, 2027, at 6:30 AM MDT
            """)
    void aNewBookingCanBeUndoneForTenMinutes(Duration before, String until) {
        var now = START.minus(before);
        var made = Writing.letters(now)
                .about(writing.news(writing.visit(1, now, Role.PATIENT), Kind.BOOKING_CREATED, writing.patient));
        var changed = Writing.letters(START.minus(Duration.ofHours(2)))
                .about(writing.news(writing.visit(2, now, Role.PATIENT), Kind.BOOKING_MOVED, writing.patient));

        assertThat(made.text()).contains("You can move or cancel it " + until);
        assertThat(changed.text()).contains("To move or cancel it now, call");
    }

    @Test
    void theFormerTimeIsStruckThrough() {
        var visit = movedByADay();

        var letter = write(writing, visit, Kind.BOOKING_MOVED, writing.patient);

        assertThat(letter.text()).contains("before: Monday, March 15, 2027, 9:30 AM MDT");
        assertThat(letter.html()).contains("before: <s>Monday, March 15, 2027, 9:30 AM MDT</s>");
        assertThat(event(letter).getDescription().getValue())
                .isEqualTo("Moved (before: Monday, March 15, 2027, 9:30 AM MDT)\nSee, move or cancel: " + PAGE);
    }

    @Test
    void aChangedModeIsNamed() {
        var visit = Writing.formerly(Writing.attended(writing.visit(2, THREE_DAYS_BEFORE, Role.STAFF), VisitMode.PHONE),
                START, END, null, VisitMode.VIDEO, UUID.randomUUID());

        var letter = write(writing, visit, Kind.BOOKING_MOVED, writing.patient);

        assertThat(letter.subject()).isEqualTo("Appointment now by phone: Tue, Mar 16, 9:30 AM MDT");
        assertThat(letter.text()).contains("Your appointment is now by phone", "Visit: by phone (before: by video)",
                "Your appointment with Ravi Menon stays at the same time:", "we call you at (608) 555-0144");
        assertThat(letter.html()).contains("<strong>by phone</strong>", "before: <s>by video</s>");
    }

    @Test
    void anotherTypeAloneIsAChange() {
        var visit = Writing.formerly(writing.visit(2, THREE_DAYS_BEFORE, Role.STAFF), START, END, null, null,
                UUID.randomUUID());

        var letter = write(writing, visit, Kind.BOOKING_MOVED, writing.doctor);

        assertThat(letter.subject()).startsWith("Appointment changed: ");
        assertThat(letter.text()).contains("Your appointment is now of another type").doesNotContain("before:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Follow-up, 1 hour, by phone                 | 1 hour, by phone
            es | Seguimiento, 1 hora, por teléfono           | 1 hora, por teléfono
            """)
    void everyMailNamesTheVisit(String language, String ofType, String ofNone) {
        var inLanguage = new Writing(language);
        var plain = Writing.attended(inLanguage.visit(1, THREE_DAYS_BEFORE, Role.PATIENT), VisitMode.PHONE);
        var typed = Writing.ofType(plain, "Follow-up");

        for (var kind : List.of(Kind.BOOKING_CREATED, Kind.BOOKING_MOVED, Kind.BOOKING_CANCELLED, Kind.REMINDER)) {
            for (var reader : List.of(inLanguage.patient, inLanguage.doctor)) {
                var letter = write(inLanguage, typed, kind, reader);
                assertThat(letter.text().lines()).as("%s", kind).contains(ofType);
                assertThat(letter.html()).contains(ofType);
                assertThat(letter.subject() + letter.invite()).doesNotContain("Follow-up");
                assertThat(write(inLanguage, plain, kind, reader).text().lines()).contains(ofNone);
            }
        }
    }

    @Test
    void anUnusualTypeKeepsItsNameInSpanish() {
        var spanish = new Writing("es");
        var visit = Writing.ofType(spanish.visit(1, THREE_DAYS_BEFORE, Role.PATIENT), "Dr. Vega's {sleep} talk");

        var letter = write(spanish, visit, Kind.BOOKING_CREATED, spanish.patient);

        assertThat(letter.text()).contains("Dr. Vega's {sleep} talk, 1 hora, por video");
    }

    /** A stranger may have chosen the address. */
    @Test
    void anUnconfirmedAddressGetsNoNameOfTheType() {
        var reader = Writing.unconfirmed(writing.patient);
        var visit = Writing.ofType(writing.visit(1, THREE_DAYS_BEFORE, Role.PATIENT), "Follow-up");

        var letter = write(writing, visit, Kind.BOOKING_CREATED, reader);

        assertThat(letter.text()).contains("1 hour, by video").doesNotContain("Follow-up");
    }

    @Test
    void anotherPlaceIsNamed() {
        var visit = Writing.attended(Writing.formerly(writing.visit(2, THREE_DAYS_BEFORE, Role.STAFF), START, END,
                new DoctorId(writing.formerDoctor.personId()), null, null), VisitMode.IN_PERSON);

        var letter = write(writing, visit, Kind.BOOKING_MOVED, writing.patient);

        assertThat(letter.text()).contains("Doctor: Ravi Menon (before: Ingrid Solberg)",
                "Place: Lakeside Clinic, 4 Shore Road, Madison, WI 53703 (before: Hillside Clinic, 9 Hill Road, "
                        + "Madison, WI 53705)")
                .containsOnlyOnce("Lakeside Clinic, 4 Shore Road");
        assertThat(letter.html()).contains("<s>Hillside Clinic, 9 Hill Road, Madison, WI 53705</s>");
    }

    @Test
    void invitesSayThatADeclineCancelsNothing() {
        var visit = writing.visit(1, THREE_DAYS_BEFORE, Role.PATIENT);

        for (var to : List.of(writing.patient, writing.doctor)) {
            assertThat(write(writing, visit, Kind.BOOKING_CREATED, to).text())
                    .contains("Declining the invitation in your calendar does not cancel the appointment.");
            assertThat(write(writing, visit, Kind.BOOKING_CANCELLED, to).text()).doesNotContain("Declining");
            assertThat(write(writing, visit, Kind.REMINDER, to).text()).doesNotContain("Declining");
        }
    }

    @Test
    void answersReachTheClinicIfItReadsThem() {
        var news = writing.news(writing.visit(1, THREE_DAYS_BEFORE, Role.PATIENT), Kind.BOOKING_CREATED,
                writing.patient);

        var read = Writing.letters(THREE_DAYS_BEFORE, "Front desk <desk@clinic.example>").about(news);
        var unread = Writing.letters(THREE_DAYS_BEFORE).about(news);

        assertThat(read.text()).contains("Replies go to Lakeside Clinic.").doesNotContain("not read");
        assertThat(unread.text()).contains("Replies are not read.");
        assertThat(event(read).getOrganizer().getEmail()).isEqualTo("desk@clinic.example");
        assertThat(event(unread).getOrganizer().getEmail()).isEqualTo("no-reply@lakeside.example");
        assertThat(event(read).getUid()).isEqualTo(event(unread).getUid());
    }

    @Test
    void anAddressForAnswersMustBeOne() {
        assertThatThrownBy(() -> Writing.letters(START, "nobody")).hasMessageContaining("medislot.mail.reply-to");
        assertThat(Writing.letters(START, " ").welcome(writing.patient).text()).contains("Replies are not read.");
    }

    @Test
    void openingsFollowACancellation() {
        var visit = writing.visit(2, THREE_DAYS_BEFORE, Role.DOCTOR);
        var openings = List.of(
                new NextOpening("slot-1", new DoctorId(writing.doctor.personId()), "Ravi Menon",
                        START.plus(Duration.ofDays(1))),
                new NextOpening("slot-2", new DoctorId(writing.formerDoctor.personId()), "Ingrid Solberg",
                        START.plus(Duration.ofDays(2))));
        var news = writing.news(visit, Kind.BOOKING_CANCELLED, writing.patient);

        var letter = Writing.letters(THREE_DAYS_BEFORE)
                .about(new VisitNews(visit, news.kind(), news.addressee(), news.other(), null, null, openings, null));

        assertThat(letter.text()).contains("""
                Next openings:
                Wed, Mar 17, 9:30 AM MDT: https://book.lakeside.example/book/slot-1
                Thu, Mar 18, 9:30 AM MDT with Ingrid Solberg: https://book.lakeside.example/book/slot-2
                """);
        assertThat(letter.html()).contains("Next openings", "href=\"https://book.lakeside.example/book/slot-2\"",
                " with Ingrid Solberg");
        assertThat(Writing.letters(THREE_DAYS_BEFORE).about(news).text()).doesNotContain("openings");
    }

    @Test
    void anotherDateOfTheOtherIsNamed() {
        var inGuam = Writing.contact(Role.DOCTOR, "Ravi", "Menon", "Pacific/Guam", "en", null);
        var visit = writing.visit(1, THREE_DAYS_BEFORE, Role.PATIENT);

        var letter = Writing.letters(THREE_DAYS_BEFORE)
                .about(new VisitNews(visit, Kind.BOOKING_CREATED, new Reachable(writing.patient, writing.patient),
                        inGuam, null, null, List.of(), null));

        assertThat(letter.text()).contains("For Ravi Menon that is Wednesday, March 17, 2027, 1:30 AM – 2:30 AM ChST");
    }

    @Test
    void openingsKeepTheStateAndTheDependent() {
        var mia = writing.dependent("Mia");
        var opening = new NextOpening("slot-1", new DoctorId(writing.doctor.personId()), "Ravi Menon", START);

        var letter = Writing.letters(THREE_DAYS_BEFORE)
                .about(new VisitNews(writing.withdrawn(WithdrawalCause.CLOSURE), Kind.BOOKING_CANCELLED,
                        new Reachable(mia, writing.patient), writing.doctor, null, null, List.of(opening), null));

        assertThat(letter.text()).contains("/book/slot-1?state=CO&patient=" + mia.personId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LICENSE | Ravi Menon has no license for patients in CO at that time. | \
            You have no license for patients in CO at that time.
            CLOSURE | Lakeside Clinic is closed at that time. | Lakeside Clinic is closed at that time.
            """)
    void aWithdrawalNamesItsCause(WithdrawalCause cause, String toPatient, String toDoctor) {
        for (var to : List.of(writing.patient, writing.doctor)) {
            var letter = write(writing, writing.withdrawn(cause), Kind.BOOKING_CANCELLED, to);
            var words = to.role() == Role.PATIENT ? toPatient : toDoctor;

            assertThat(letter.text()).contains("Lakeside Clinic has cancelled your appointment", ". " + words);
            assertThat(letter.html()).contains(words);
        }
    }

    @Test
    void aReminderCanBeSwitchedOff() {
        var link = URI.create("https://book.lakeside.example/api/v1/reminders/secret");
        var mia = writing.dependent("Mia");
        var visit = writing.visit(2, THREE_DAYS_BEFORE, null);

        var own = Writing.letters(THREE_DAYS_BEFORE)
                .about(muted(visit, new Reachable(writing.patient, writing.patient), link));
        var ofMia = Writing.letters(THREE_DAYS_BEFORE).about(muted(visit, new Reachable(mia, writing.patient), link));

        assertThat(own.text()).contains("Switch off reminders: " + link);
        assertThat(own.html()).contains("href=\"" + link + "\"");
        assertThat(ofMia.text()).contains("Switch off reminders of Mia Haddad's appointments: " + link);
        assertThat(ofMia.subject()).isEqualTo("On Tuesday at 9:30 AM: an appointment");
    }

    private VisitNews muted(MailedVisit visit, Reachable to, URI link) {
        return new VisitNews(visit, Kind.REMINDER, to, writing.doctor, null, null, List.of(), link);
    }

    private MailedVisit movedByADay() {
        return Writing.formerly(writing.visit(2, THREE_DAYS_BEFORE, Role.PATIENT), FORMER_START, FORMER_END, null, null,
                null);
    }

    private Letter withoutAddress(MailedVisit visit, Kind kind, Contact to) {
        return Writing.letters(THREE_DAYS_BEFORE).about(writing.withoutAddress(visit, kind, to));
    }

    private static Letter write(Writing writing, MailedVisit visit, Kind kind, Contact to) {
        return Writing.letters(THREE_DAYS_BEFORE).about(writing.news(visit, kind, to));
    }

    private static VEvent event(Letter letter) {
        return Biweekly.parse(letter.invite()).first().getEvents().getFirst();
    }
}
