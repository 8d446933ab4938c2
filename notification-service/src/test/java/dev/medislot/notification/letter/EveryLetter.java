package dev.medislot.notification.letter;

import static dev.medislot.notification.letter.Writing.END;
import static dev.medislot.notification.letter.Writing.START;

import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.VisitMode;
import dev.medislot.common.WithdrawalCause;
import dev.medislot.common.event.AccountMailRequested;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.WaitlistOffered;
import dev.medislot.notification.projection.Addressee.Reachable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Every kind of letter, in both languages; a test of the pages runs it to look at them in a browser. */
final class EveryLetter {

    private static final Instant NOW = START.minus(Duration.ofHours(20));

    private EveryLetter() {}

    /** Saves all letters in that folder, their HTML and their text apart. */
    public static void main(String[] folder) throws IOException {
        for (var language : List.of("en", "es")) {
            save(all(new Writing(language)), language, Path.of(folder[0]));
        }
    }

    static void save(Map<String, Letter> letters, String language, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var letter : letters.entrySet()) {
            var written = letter.getValue();
            var name = letter.getKey() + "-" + language;
            Files.writeString(folder.resolve(name + ".html"), written.html());
            Files.writeString(folder.resolve(name + ".txt"), written.subject() + "\n\n" + written.text());
        }
    }

    static Map<String, Letter> all(Writing writing) {
        var letters = Writing.letters(NOW, "Front desk <desk@lakeside.example>");
        var made = Writing.ofType(writing.visit(1, NOW, Role.PATIENT), "Follow-up");
        var changed = writing.visit(2, NOW, Role.STAFF);
        var dayBefore = Duration.ofDays(1);
        var moved = Writing.attended(
                Writing.formerly(changed, START.minus(dayBefore), END.minus(dayBefore).minus(Duration.ofMinutes(25)),
                        new DoctorId(writing.formerDoctor.personId()), VisitMode.VIDEO, UUID.randomUUID()),
                VisitMode.IN_PERSON);
        var mute = URI
                .create("https://book.lakeside.example/api/v1/reminders/0123456789012345678901234567890123456789012");
        var all = new LinkedHashMap<String, Letter>();
        all.put("welcome", letters.welcome(writing.patient));
        all.put("created", letters.about(writing.news(made, Kind.BOOKING_CREATED, writing.patient)));
        all.put("created-phone", letters
                .about(writing.news(Writing.attended(made, VisitMode.PHONE), Kind.BOOKING_CREATED, writing.patient)));
        all.put("created-without-link",
                letters.about(writing.withoutAddress(made, Kind.BOOKING_CREATED, writing.patient)));
        all.put("created-doctor", letters.about(writing.news(made, Kind.BOOKING_CREATED, writing.doctor)));
        all.put("created-unconfirmed",
                letters.about(writing.news(made, Kind.BOOKING_CREATED, Writing.unconfirmed(writing.patient))));
        all.put("created-long", longest(letters, writing));
        all.put("moved", letters.about(writing.news(moved, Kind.BOOKING_MOVED, writing.patient)));
        all.put("place",
                letters.about(writing.news(Writing.formerPlace(changed, "Hillside Clinic, 9 Hill Road, Madison, WI"),
                        Kind.PLACE_CHANGED, writing.patient)));
        all.put("link", letters.about(writing.news(changed, Kind.PLACE_CHANGED, writing.patient)));
        for (var mode : List.of(VisitMode.VIDEO, VisitMode.IN_PERSON)) {
            all.put("open-" + mode, letters.about(writing.open(Writing.attended(changed, mode))));
        }
        all.put("cancelled", letters.about(cancelled(writing, writing.visit(3, NOW, Role.DOCTOR))));
        all.put("cancelled-by-clinic", letters.about(cancelled(writing, writing.visit(3, NOW, Role.STAFF))));
        all.put("cancelled-by-patient", letters
                .about(writing.news(writing.visit(3, NOW, Role.PATIENT), Kind.BOOKING_CANCELLED, writing.patient)));
        all.put("cancelled-by-closure", letters.about(cancelled(writing, writing.withdrawn(WithdrawalCause.CLOSURE))));
        all.put("cancelled-doctor-without-license", letters.about(
                writing.news(writing.withdrawn(WithdrawalCause.LICENSE), Kind.BOOKING_CANCELLED, writing.doctor)));
        all.put("lost",
                letters.about(writing.news(
                        Writing.formerly(writing.visit(2, NOW, Role.STAFF), START, END,
                                new DoctorId(writing.formerDoctor.personId()), null, null),
                        Kind.BOOKING_CANCELLED, writing.doctor)));
        var reminder = writing.news(changed, Kind.REMINDER, writing.patient);
        all.put("reminder", letters.about(muted(reminder, reminder.addressee(), mute)));
        all.put("reminder-dependent",
                letters.about(muted(reminder, new Reachable(writing.dependent("Mia"), writing.patient), mute)));
        var hourBefore = writing.news(changed, Kind.REMINDER, writing.patient);
        all.put("reminder-hour", Writing.letters(START.minus(Duration.ofHours(1)), null)
                .about(muted(hourBefore, hourBefore.addressee(), mute)));
        for (var mode : VisitMode.values()) {
            all.put("offer-" + mode, letters.offer(offer(writing, mode),
                    new Reachable(writing.patient, writing.patient), writing.doctor));
        }
        all.put("offer-dependent", letters.offer(offer(writing, VisitMode.VIDEO),
                new Reachable(writing.dependent("Mia"), writing.patient), null));
        for (var kind : AccountMailRequested.Kind.values()) {
            var asked = new AccountMailRequested(UUID.randomUUID(), writing.patient.personId(), Role.PATIENT, kind,
                    "noor@people.example", "Noor", "b.secret", NOW.plusSeconds(1800), NOW, null);
            all.put("account-" + kind, letters.account(asked, writing.patient));
        }
        return all;
    }

    private static WaitlistOffered offer(Writing writing, VisitMode mode) {
        var slot = new SlotTime(new SlotId(new DoctorId(writing.doctor.personId()), START), START, END);
        return new WaitlistOffered(UUID.randomUUID(), UUID.randomUUID(), writing.patient.personId(),
                writing.doctor.personId(), slot, mode, "0123456789012345678901234567890123456789012",
                NOW.plus(Duration.ofMinutes(15)), NOW, "Follow-up");
    }

    /** Long names and a long link, which must not widen the mail. */
    private static Letter longest(Letters letters, Writing writing) {
        var patient = Writing.contact(Role.PATIENT, "Wolfeschlegelsteinhausenbergerdorff",
                "Featherstonehaugh-Cholmondeley", "America/Denver", writing.patient.language(), null);
        var doctor = Writing.contact(Role.DOCTOR, "Bartholomew-Constantine", "Krishnamoorthy-Venkataramanan",
                "America/Chicago", writing.patient.language(), null);
        var visit = Writing.ofType(writing.visit(1, NOW, Role.PATIENT),
                "Comprehensive first consultation with a second opinion and a review of all earlier findings");
        var link = URI.create("https://video.example/" + "room-with-a-very-long-name-".repeat(6) + "?as=guest");
        return letters.about(new VisitNews(visit, Kind.BOOKING_CREATED, new Reachable(patient, patient), doctor, null,
                new Attendance(VisitMode.VIDEO, "By video", link), List.of(), null));
    }

    private static VisitNews cancelled(Writing writing, MailedVisit visit) {
        var news = writing.news(visit, Kind.BOOKING_CANCELLED, writing.patient);
        var doctor = new DoctorId(writing.doctor.personId());
        var other = new DoctorId(writing.formerDoctor.personId());
        var openings = List.of(new NextOpening("slot-1", doctor, "Ravi Menon", START.plus(Duration.ofDays(1))),
                new NextOpening("slot-2", doctor, "Ravi Menon", START.plus(Duration.ofHours(30))),
                new NextOpening("slot-3", other, "Ingrid Solberg", START.plus(Duration.ofDays(9))));
        return new VisitNews(visit, news.kind(), news.addressee(), news.other(), null, null, openings, null);
    }

    private static VisitNews muted(VisitNews news, Reachable to, URI link) {
        return new VisitNews(news.visit(), news.kind(), to, news.other(), null, news.attendance(), List.of(), link);
    }
}
