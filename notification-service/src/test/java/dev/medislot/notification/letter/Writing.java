package dev.medislot.notification.letter;

import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Contact;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes letters about one visit of one patient to one doctor. */
final class Writing {

    /** 9:30 AM in Denver, where the patient is, and 10:30 AM in Chicago, where the doctor is. */
    static final Instant START = Instant.parse("2027-03-16T15:30:00Z");
    static final Instant END = START.plus(Duration.ofHours(1));
    static final String KEY = "key of the links";
    static final UUID BOOKING = UUID.fromString("0b7f1c7e-3c52-4c39-9a0e-6f1d3f3a9c11");

    final Contact patient;
    final Contact doctor;
    final Contact formerDoctor;

    Writing(String language) {
        patient = contact(Role.PATIENT, "Noor", "Haddad", "America/Denver", language, null);
        doctor = contact(Role.DOCTOR, "Ravi", "Menon", "America/Chicago", language,
                "Lakeside Clinic, 4 Shore Road, Madison, WI 53703");
        formerDoctor = contact(Role.DOCTOR, "Ingrid", "Solberg", "America/Chicago", language,
                "Hillside Clinic, 9 Hill Road, Madison, WI 53705");
    }

    static Contact contact(Role role, String firstName, String lastName, String zone, String language,
            @Nullable String place) {
        return new Contact(UUID.randomUUID(), role, firstName, lastName, firstName + "@people.example", ZoneId.of(zone),
                true, true, language, null, null, null, place, role == Role.PATIENT ? KEY : null);
    }

    static Contact unconfirmed(Contact person) {
        return new Contact(person.personId(), person.role(), person.firstName(), person.lastName(), person.email(),
                person.timeZone(), true, false, person.language(), null, null, null, null, person.linkKey());
    }

    Contact dependent(String firstName) {
        return new Contact(UUID.randomUUID(), Role.PATIENT, firstName, patient.lastName(), "", patient.timeZone(), true,
                false, patient.language(), patient.personId());
    }

    static Letters letters(Instant now) {
        return letters(now, null);
    }

    static Letters letters(Instant now, @Nullable String replyTo) {
        return new Letters(
                new LetterProperties("Lakeside Clinic <no-reply@lakeside.example>", replyTo, "#7a1f5c",
                        URI.create("https://book.lakeside.example")),
                new ClinicProperties("Lakeside Clinic", "(608) 555-0100", null),
                new ChangeProperties(Duration.ofHours(3), Duration.ofMinutes(10)), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** A version of the visit; a move changes nothing yet. */
    MailedVisit visit(int version, Instant changedAt, @Nullable Role by) {
        return new MailedVisit(BOOKING, version, changedAt, new PatientId(patient.personId()),
                new DoctorId(doctor.personId()), START, END, by, null, null, null, VisitMode.VIDEO);
    }

    static MailedVisit formerly(MailedVisit now, Instant start, Instant end, @Nullable DoctorId doctor,
            @Nullable VisitMode mode, @Nullable UUID type) {
        return new MailedVisit(now.bookingId(), now.version(), now.changedAt(), now.patient(), now.doctor(),
                now.start(), now.end(), now.by(), start, end, doctor, now.mode(), mode, now.visitType(), type, null,
                null, now.visitTypeName());
    }

    static MailedVisit attended(MailedVisit visit, VisitMode mode) {
        return new MailedVisit(visit.bookingId(), visit.version(), visit.changedAt(), visit.patient(), visit.doctor(),
                visit.start(), visit.end(), visit.by(), visit.previousStart(), visit.previousEnd(), visit.otherDoctor(),
                mode, visit.previousMode(), visit.visitType(), visit.previousVisitType(), null, null,
                visit.visitTypeName());
    }

    /** In person, at another place than before. */
    static MailedVisit formerPlace(MailedVisit visit, String place) {
        return new MailedVisit(visit.bookingId(), visit.version(), visit.changedAt(), visit.patient(), visit.doctor(),
                visit.start(), visit.end(), visit.by(), null, null, null, VisitMode.IN_PERSON, null, null, null, null,
                null, visit.visitTypeName(), place);
    }

    static MailedVisit ofType(MailedVisit visit, String name) {
        return new MailedVisit(visit.bookingId(), visit.version(), visit.changedAt(), visit.patient(), visit.doctor(),
                visit.start(), visit.end(), visit.by(), visit.previousStart(), visit.previousEnd(), visit.otherDoctor(),
                visit.mode(), visit.previousMode(), UUID.randomUUID(), visit.previousVisitType(), visit.patientState(),
                visit.cause(), name);
    }

    MailedVisit withdrawn(WithdrawalCause cause) {
        var visit = visit(2, START.minus(Duration.ofDays(3)), Role.STAFF);
        return new MailedVisit(visit.bookingId(), visit.version(), visit.changedAt(), visit.patient(), visit.doctor(),
                START, END, visit.by(), null, null, null, visit.mode(), null, null, null, UsState.CO, cause, null);
    }

    VisitNews news(MailedVisit visit, Kind kind, Contact to) {
        return new VisitNews(visit, kind, new Reachable(to, to), to.role() == Role.PATIENT ? doctor : patient,
                visit.otherDoctor() == null ? null : formerDoctor, attendance(visit, to), List.of(), null);
    }

    /** Writes the letter about a place and link that the doctor removed. */
    VisitNews open(MailedVisit visit) {
        return withoutAddress(visit, Kind.PLACE_CHANGED, patient);
    }

    /** The doctor has neither a place nor a link. */
    VisitNews withoutAddress(MailedVisit visit, Kind kind, Contact to) {
        return new VisitNews(visit, kind, new Reachable(to, to),
                contact(Role.DOCTOR, "Ravi", "Menon", "America/Chicago", patient.language(), null), null, null,
                List.of(), null);
    }

    Letter reminder(Instant now) {
        return letters(now).about(news(visit(2, now, null), Kind.REMINDER, patient));
    }

    private Attendance attendance(MailedVisit visit, Contact to) {
        var language = Language.of(to.language());
        return switch (visit.mode()) {
            case VIDEO -> new Attendance(visit.mode(), language.say("attend.video"),
                    URI.create("https://video.example/room?as=guest"));
            case PHONE ->
                    new Attendance(visit.mode(),
                            language.say(to.role() == Role.PATIENT ? "attend.phone.patient" : "attend.phone.doctor",
                                    "(608) 555-0144"),
                            to.role() == Role.PATIENT ? null : URI.create("tel:+16085550144"));
            case IN_PERSON -> new Attendance(visit.mode(), String.valueOf(doctor.place()), null);
        };
    }
}
