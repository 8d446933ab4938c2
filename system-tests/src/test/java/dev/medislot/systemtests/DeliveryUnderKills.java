package dev.medislot.systemtests;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Api;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * 2,000 bookings are made, moved and cancelled while the notification service is killed ten times and the mail server
 * stops twice: every mail arrives, each once, and no reminder is about a visit that was moved or cancelled. Runs only
 * on request, as the README describes.
 */
@ResourceLock(Medislot.LOCK)
class DeliveryUnderKills {

    private static final int DOCTORS = 100;
    /** The bookings of one doctor, in a row; the same number of slots stays free to move to. */
    private static final int BOOKED = 20;
    private static final int KILLS = 10;
    private static final Set<Integer> SMTP_GOES = Set.of(2, 7);
    private static final int REMINDERS_BEGIN = 3;
    private static final int NEWS_IS_LATE = 8;
    private static final int CALLERS = 6;
    /** Mails that one instance hands over at once. */
    private static final int SENDERS = 4;
    private static final Duration SLOT = Duration.ofMinutes(5);
    private static final List<String> ZONES = List.of("America/Los_Angeles", "America/Denver", "America/New_York");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("EEE, MMM d, h:mm a z", Locale.US);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.US);

    /** The end of a reminder's subject, which begins with the time as its reader says it. */
    private static final String REMINDER = ": your appointment";

    private enum Change {
        BOOKED, MOVED, CANCELLED
    }

    private enum Fate {
        STAYS, MOVES, IS_CANCELLED, MOVES_AND_IS_CANCELLED
    }

    private record Member(Person person, ZoneId zone) {

        String email() {
            return person.email();
        }

        String tells(Instant start) {
            return SHORT.format(start.atZone(zone));
        }
    }

    private record Doctor(Member member, List<Opening> slots) {}

    /** A change of a booking, between the times of its request and its answer. */
    private record Version(Change change, Member doctor, Instant start, Instant asked, Instant answered) {}

    private static final class Visit {

        private final Member patient;
        private final int doctor;
        private final int column;
        private final List<Version> versions = new ArrayList<>();
        private String id = "";

        Visit(Member patient, int doctor, int column) {
            this.patient = patient;
            this.doctor = doctor;
            this.column = column;
        }

        Version last() {
            return versions.getLast();
        }

        Fate fate() {
            return switch ((doctor + 3 * column) % 10) {
                case 0, 1, 2, 3, 4 -> Fate.STAYS;
                case 5, 6 -> Fate.MOVES;
                case 7, 8 -> Fate.IS_CANCELLED;
                default -> Fate.MOVES_AND_IS_CANCELLED;
            };
        }

        /**
         * Changed between its two reminders, while the service is dead; the second falls due before it has heard of it.
         */
        boolean isChangedLate() {
            return column == 0 && doctor % 4 == 1 && fate() != Fate.STAYS;
        }
    }

    /** Recipient and subject, which identify one version of one booking. */
    private record Letter(String to, String subject) implements Comparable<Letter> {

        @Override
        public int compareTo(Letter other) {
            return (to + subject).compareTo(other.to + other.subject);
        }
    }

    /** How many mails a letter must and may be. */
    private record Count(int least, int most) {

        static final Count ONE = new Count(1, 1);

        Count and(Count other) {
            return new Count(least + other.least, most + other.most);
        }
    }

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();
    private final Api inbox = Api.at(medislot.infrastructure().inboxUrl());
    private final Random random = new Random();
    private final Instant first = Instant.now()
            .plus(Duration.ofMinutes(190))
            .truncatedTo(ChronoUnit.HOURS)
            .plus(Duration.ofMinutes(30));
    private final List<Duration> leads = new ArrayList<>();
    private List<Member> patients = List.of();
    private List<Doctor> doctors = List.of();
    private List<Visit> visits = List.of();

    @Test
    void everyMailComesAndEachIsOne() throws Exception {
        var begun = Instant.now();
        open();
        for (int round = 0; round < KILLS; round++) {
            try (var callers = Executors.newFixedThreadPool(CALLERS)) {
                var calls = work(round).stream().map(callers::submit).toList();
                kill(round);
                for (var call : calls) {
                    call.get();
                }
            }
        }
        for (var call : work(KILLS)) {
            call.call();
        }
        await("every mail has arrived").pollInterval(Duration.ofSeconds(1))
                .until(() -> nothingWaits() && missing().isEmpty());
        judge(begun);
    }

    private void open() throws Exception {
        var zone = Stream.of("America/Chicago", "Asia/Tokyo").filter(this::isOneDayIn).findFirst().orElseThrow();
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var registered = IntStream.range(0, DOCTORS)
                    .mapToObj(i -> ZONES.get(i % ZONES.size()))
                    .map(own -> callers.submit(() -> new Member(clinic.aPatient("TX", own), ZoneId.of(own))))
                    .toList();
            var hired = Stream.<Callable<Doctor>>generate(() -> () -> aDoctor(zone))
                    .limit(DOCTORS)
                    .map(callers::submit)
                    .toList();
            var people = new ArrayList<Member>();
            for (var patient : registered) {
                people.add(patient.get());
            }
            var staff = new ArrayList<Doctor>();
            for (var doctor : hired) {
                staff.add(doctor.get());
            }
            patients = people;
            doctors = staff;
        }
        visits = IntStream.range(0, DOCTORS * BOOKED).mapToObj(i -> {
            int doctor = i % DOCTORS;
            int column = i / DOCTORS;
            return new Visit(patients.get((doctor + column) % DOCTORS), doctor, column);
        }).toList();
    }

    private boolean isOneDayIn(String zone) {
        var end = first.plus(SLOT.multipliedBy(2 * BOOKED));
        return first.atZone(ZoneId.of(zone)).toLocalDate().equals(end.atZone(ZoneId.of(zone)).toLocalDate());
    }

    private Doctor aDoctor(String zone) {
        var doctor = clinic.aDoctorWithoutHours(zone, "TX");
        var start = first.atZone(ZoneId.of(zone)).toLocalDateTime();
        var end = start.plus(SLOT.multipliedBy(2 * BOOKED));
        doctor.api().patch("/api/v1/doctors/me", Map.of("slotMinutes", SLOT.toMinutes())).isOk();
        doctor.api()
                .post("/api/v1/doctors/me/timeslots",
                        Map.of("start", start.toString(), "end", end.toString(), "recurring", false))
                .isCreated();
        var slots = await("openings").until(() -> clinic.api()
                .get("/api/v1/slots?state=TX&doctorId=%s&from=%s&to=%s&limit=200".formatted(doctor.id(), first,
                        first.plus(SLOT.multipliedBy(2 * BOOKED))))
                .isOk()
                .list("items"), found -> found.size() == 2 * BOOKED).stream().map(Opening::of).toList();
        return new Doctor(new Member(doctor, ZoneId.of(zone)), slots);
    }

    /** Each round books two columns and changes what the round before has booked. */
    private List<Callable<Void>> work(int round) {
        var calls = new ArrayList<Callable<Void>>();
        for (var visit : visits) {
            if (visit.column / 2 == round) {
                calls.add(() -> book(visit));
            } else if (visit.column / 2 == round - 1 && visit.fate() != Fate.STAYS && !visit.isChangedLate()) {
                calls.add(() -> change(visit));
            }
        }
        return calls;
    }

    private Void book(Visit visit) {
        var doctor = doctors.get(visit.doctor);
        var slot = doctor.slots().get(visit.column);
        var asked = Instant.now();
        var booked = clinic.books(visit.patient.person(), slot.id()).isCreated();
        visit.id = booked.text("id");
        visit.versions.add(new Version(Change.BOOKED, doctor.member(), slot.start(), asked, Instant.now()));
        return null;
    }

    private Void change(Visit visit) {
        switch (visit.fate()) {
            case STAYS -> throw new IllegalStateException();
            case MOVES -> move(visit);
            case IS_CANCELLED -> cancel(visit);
            case MOVES_AND_IS_CANCELLED -> {
                move(visit);
                cancel(visit);
            }
        }
        return null;
    }

    /** Every fourth column moves to the next doctor. */
    private void move(Visit visit) {
        var to = doctors.get((visit.doctor + (visit.column % 4 == 1 ? 1 : 0)) % DOCTORS);
        var slot = to.slots().get(visit.column + BOOKED);
        var asked = Instant.now();
        visit.patient.person().api().patch("/api/v1/bookings/" + visit.id, Map.of("slotId", slot.id())).isOk();
        visit.versions.add(new Version(Change.MOVED, to.member(), slot.start(), asked, Instant.now()));
    }

    private void cancel(Visit visit) {
        var asked = Instant.now();
        visit.patient.person().api().patch("/api/v1/bookings/" + visit.id, Map.of("status", "CANCELLED")).isOk();
        visit.versions
                .add(new Version(Change.CANCELLED, visit.last().doctor(), visit.last().start(), asked, Instant.now()));
    }

    /** While mails flow; where SMTP goes away, it does so before the service, and comes back after it. */
    private void kill(int round) {
        if (SMTP_GOES.contains(round)) {
            medislot.infrastructure().stopSmtp();
        }
        if (round == NEWS_IS_LATE) {
            awaitFirstReminders();
            await("reminders fall due soon").pollInterval(Duration.ofMillis(100))
                    .until(() -> Instant.now().getEpochSecond() % 60 / 3 == 15);
        } else {
            awaitMails(SMTP_GOES.contains(round) ? 3 : 10);
        }
        medislot.notification().crash();
        if (round == REMINDERS_BEGIN) {
            remindAt(Instant.now().plusSeconds(30));
        }
        if (round == NEWS_IS_LATE) {
            visits.stream().filter(Visit::isChangedLate).forEach(this::change);
            remindAt(Instant.now().plusSeconds(4));
        }
        // the time for which Kafka reassigns no partitions of the instance that is killed next
        medislot.notification()
                .set("SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS",
                        round == NEWS_IS_LATE - 1 ? "45000" : "15000");
        medislot.notification().start();
        medislot.infrastructure().startSmtp();
    }

    private void awaitMails(int mostSeconds) {
        var mails = arrived() + random.nextInt(10, 200);
        var latest = Instant.now().plusSeconds(mostSeconds);
        await().pollInterval(Duration.ofMillis(10)).until(() -> arrived() >= mails || Instant.now().isAfter(latest));
    }

    /** One more reminder, for the first column at the next full minute; only whole minutes can be set. */
    private void remindAt(Instant earliest) {
        var due = earliest.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
        leads.add(Duration.between(due, first));
        medislot.notification().set("MEDISLOT_REMINDER_CHECK", "1s");
        medislot.notification()
                .set("MEDISLOT_REMINDERS",
                        String.join(",", leads.stream().map(lead -> lead.toMinutes() + "m").toList()));
    }

    private void awaitFirstReminders() {
        await("the first reminders").pollInterval(Duration.ofSeconds(1)).until(() -> {
            var there = inbox();
            return visits.stream()
                    .filter(visit -> visit.column == 0)
                    .filter(visit -> visit.fate() == Fate.STAYS || visit.isChangedLate())
                    .allMatch(visit -> reminders(visit.versions.getFirst(), visit).allMatch(there::containsKey));
        });
    }

    private Map<Letter, Count> expected(Instant until) {
        var expected = new TreeMap<Letter, Count>();
        Stream.concat(patients.stream(), doctors.stream().map(Doctor::member))
                .forEach(member -> expected.put(new Letter(member.email(), "Confirm your email address"), Count.ONE));
        for (var visit : visits) {
            for (int i = 0; i < visit.versions.size(); i++) {
                var version = visit.versions.get(i);
                var before = i == 0 ? version : visit.versions.get(i - 1);
                lettersAbout(visit, version, before)
                        .forEach(letter -> assertThat(expected.put(letter, Count.ONE)).isNull());
                var next = i + 1 < visit.versions.size() ? visit.versions.get(i + 1) : null;
                for (var lead : leads) {
                    var count = reminded(version, next, version.start().minus(lead), until, visit.isChangedLate());
                    reminders(version, visit).forEach(letter -> expected.merge(letter, count, Count::and));
                }
            }
        }
        return expected;
    }

    private static Stream<Letter> lettersAbout(Visit visit, Version version, Version before) {
        var patient = visit.patient;
        var doctor = version.doctor();
        var start = version.start();
        return switch (version.change()) {
            case BOOKED -> Stream.of(letter(patient, "Appointment confirmed", start),
                    letter(doctor, "New appointment", start));
            case MOVED -> version.doctor().equals(before.doctor())
                    ? Stream.of(letter(patient, "Appointment moved", start), letter(doctor, "Appointment moved", start))
                    : Stream.of(letter(patient, toAnother(start, before), start),
                            letter(doctor, "New appointment", start),
                            letter(before.doctor(), "Appointment cancelled", before.start()));
            case CANCELLED -> Stream.of(letter(patient, "Appointment cancelled", start),
                    letter(doctor, "Appointment cancelled", start));
        };
    }

    private static String toAnother(Instant start, Version before) {
        return start.equals(before.start()) ? "Appointment with another doctor"
                : "Appointment moved, with another doctor";
    }

    private static Stream<Letter> reminders(Version version, Visit visit) {
        return Stream.of(visit.patient, version.doctor())
                .map(member -> new Letter(member.email(),
                        "at " + TIME.format(version.start().atZone(member.zone())) + REMINDER));
    }

    private static Letter letter(Member to, String what, Instant start) {
        return new Letter(to.email(), what + ": " + to.tells(start));
    }

    /** Allows both results for a change that the service may not know when the reminder is due, and for one due now. */
    private static Count reminded(Version version, Version next, Instant due, Instant until, boolean seenBefore) {
        var tooSoon = version.change() == Change.CANCELLED || version.answered().isAfter(due) || due.isAfter(until);
        if (tooSoon) {
            return new Count(0, 0);
        }
        if (next == null) {
            return new Count(due.isBefore(until.minusSeconds(20)) ? 1 : 0, 1);
        }
        if (next.asked().isAfter(due)) {
            return new Count(seenBefore ? 1 : 0, 1);
        }
        return new Count(0, next.answered().plusSeconds(3).isAfter(due) ? 1 : 0);
    }

    private boolean nothingWaits() {
        return medislot.staff()
                .api()
                .get("/api/v1/notifications?status=PENDING&limit=1")
                .isOk()
                .list("items")
                .isEmpty();
    }

    private List<String> missing() {
        var there = inbox();
        return expected(Instant.now()).entrySet()
                .stream()
                .filter(letter -> new HashSet<>(there.getOrDefault(letter.getKey(), List.of()))
                        .size() < letter.getValue().least())
                .map(letter -> letter.getKey() + " less than " + letter.getValue().least())
                .toList();
    }

    private void judge(Instant begun) {
        var there = inbox();
        var expected = expected(Instant.now());
        int copies = 0;
        var wrong = new ArrayList<String>();
        for (var letter : there.entrySet()) {
            var ids = new HashSet<>(letter.getValue());
            var count = expected.getOrDefault(letter.getKey(), new Count(0, 0));
            copies += letter.getValue().size() - ids.size();
            if (ids.size() < count.least() || ids.size() > count.most()) {
                wrong.add("%s came as %d, expected %s".formatted(letter.getKey(), ids.size(), count));
            }
        }
        wrong.addAll(missing());
        var distinct = there.values().stream().flatMap(List::stream).distinct().count();
        var reminders = there.entrySet()
                .stream()
                .filter(letter -> letter.getKey().subject().endsWith(REMINDER))
                .mapToLong(letter -> letter.getValue().stream().distinct().count())
                .sum();
        var stale = visits.stream().mapToLong(this::outdatedReminders).sum();
        var events = visits.stream().mapToInt(visit -> visit.versions.size()).sum();
        System.out.printf(Locale.ROOT,
                "delivery under kills: %d bookings, %d events, %d kills, SMTP away %d times: %d mails, %d of them "
                        + "reminders (%d more had become untrue), %d mails twice, in %d s%n",
                visits.size(), events, KILLS, SMTP_GOES.size(), distinct, reminders, stale, copies,
                Duration.between(begun, Instant.now()).toSeconds());
        assertThat(wrong).isEmpty();
        // a kill between the acceptance by the SMTP server and our commit repeats the mail with its Message-ID
        assertThat(copies).isLessThanOrEqualTo((KILLS + SMTP_GOES.size()) * SENDERS);
        assertThat(there.values().stream().flatMap(ids -> ids.stream().distinct())).doesNotHaveDuplicates();
        assertThat(reminders).isGreaterThan(100);
        assertThat(stale).isPositive();
    }

    /** The reminders that a service would send from plans that it never updates. */
    private long outdatedReminders(Visit visit) {
        return IntStream.range(1, visit.versions.size())
                .filter(i -> visit.versions.get(i - 1).change() != Change.CANCELLED)
                .mapToLong(i -> leads.stream()
                        .map(visit.versions.get(i - 1).start()::minus)
                        .filter(due -> due.isAfter(visit.versions.get(i).answered()) && due.isBefore(Instant.now()))
                        .count() * 2)
                .sum();
    }

    private int arrived() {
        return inbox.get("/api/v1/messages?limit=0").isOk().body().path("total").asInt();
    }

    /** The Message-IDs of every letter to the people of this run. */
    private Map<Letter, List<String>> inbox() {
        var ours = Stream.concat(patients.stream(), doctors.stream().map(Doctor::member))
                .map(Member::email)
                .collect(toSet());
        return inbox.get("/api/v1/messages?limit=1000000")
                .isOk()
                .body()
                .path("messages")
                .valueStream()
                .filter(mail -> ours.contains(mail.at("/To/0/Address").asString()))
                .collect(groupingBy(
                        mail -> new Letter(mail.at("/To/0/Address").asString(),
                                mail.path("Subject").asString().replaceFirst("^(Today|Tomorrow) at ", "at ")),
                        mapping(mail -> mail.path("MessageID").asString(), toList())));
    }
}
