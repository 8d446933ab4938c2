package dev.medislot.systemtests.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One booking of one doctor, whose files are made wrong in one place each. */
class CheckerTest {

    private static final String BOOKING = "b1";
    private static final String ALL_AT_ONCE = "\"openings\": 1, \"booking list\": 1, "
            + "\"notifications\": 1, \"claim\": 1";

    @TempDir
    Path folder;

    private final List<String> history = new ArrayList<>();
    private final List<String> end = new ArrayList<>();
    private final List<String> topic = new ArrayList<>();
    private final List<String> inbox = new ArrayList<>();

    @BeforeEach
    void aPatientBooksAndMoves() {
        history.add("""
                {"type": "days", "from": "2026-12-01", "count": 1, "zone": "UTC", "windows": ["09:00-12:00"]}""");
        history.add("""
                {"type": "doctor", "id": "d1", "email": "d1@x", "states": ["CA"], "every": 30,
                 "types": [{"id": "", "minutes": 30, "before": 0, "after": 15}]}""".replace("\n", ""));
        history.add("""
                {"type": "patient", "id": "p1", "email": "p1@x", "guardian": "p1"}""");
        history.add("""
                {"type": "book", "id": "r1", "patient": "p1", "slot": "s-09:30", "outcome": "made", "booking": "b1",
                 "statuses": [0, 201]}""".replace("\n", ""));
        history.add("""
                {"type": "change", "booking": "b1", "actor": "p1", "to": {"slotId": "s-10:00"}, "outcome": "made",
                 "statuses": [200], "version": 2}""".replace("\n", ""));
        end.add("{\"type\": \"licensed\", \"doctor\": \"d1\", \"state\": \"CA\"}");
        end.add("{\"type\": \"audit\", \"counts\": {\"at\": \"2026-11-28T10:00:00Z\", \"overlaps\": 0, "
                + "\"withoutLicense\": 3}}");
        hours(end, "2026-12-01", "\"\"", "09:00-12:00");
        rated(0, 0);
        end.add(listed(BOOKING, 2, "r1", "10:00", "10:30"));
        List.of("09:00", "11:00", "11:30").forEach(this::lists);
        showsOnTheDays(BOOKING, "10:00", "10:30");
        topic.add(event("e1", BOOKING, 1, "09:30", "10:00"));
        topic.add(event("e2", BOOKING, 2, "10:00", "10:30"));
        for (var to : List.of("d1", "p1")) {
            mail(to, "m1");
            mail(to, "m2");
        }
    }

    @Test
    void nothingIsBrokenInARunWithoutFaults() throws IOException {
        topic.add(topic.getFirst());

        assertThat(judge()).isEmpty();
    }

    @Test
    void aMailMayComeAgainAfterAFaultInItsWay() throws IOException {
        fault("slow redis + kill smtp", 900, 1100, 1100);
        mail("p1", "m2");

        assertThat(judge()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "kill redis", "cut notification-service" })
    void aMailThatComesAgainWithoutAFaultIsFound(String elsewhere) throws IOException {
        fault(elsewhere, 900, 1100, 1100);
        mail("p1", "m2");

        assertThat(judge()).containsExactly("mail p1-m2 to p1@x came 2 times");
    }

    @ParameterizedTest
    @CsvSource({ "kill smtp, 2, true", "kill smtp, 3, false", "kill smtp + lose postgresql, 3, true",
            "kill all of notification-service, 3, true", "kill all of notification-service, 4, false" })
    void eachFaultExcusesOneCopy(String fault, int copies, boolean isExcused) throws IOException {
        fault(fault, 900, 1100, 1100);
        for (int i = 1; i < copies; i++) {
            inbox.add(inbox.getLast());
        }

        assertThat(judge().isEmpty()).isEqualTo(isExcused);
        assertThat(Checker.judge(folder).excuses()).containsEntry("mails that came again",
                isExcused ? copies - 1 : copies - 2);
    }

    @ParameterizedTest
    @CsvSource({ "29999, true", "30001, false" })
    void theAftermathOfAFaultExcusesNoCopyForLong(int at, boolean isExcused) throws IOException {
        fault("lose smtp", -9_000, 0, 60_000);
        inbox.replaceAll(mail -> mail.replace("1000", Integer.toString(at)));
        inbox.add(inbox.getLast());

        assertThat(judge().isEmpty()).isEqualTo(isExcused);
    }

    @Test
    void aLostEventIsFound() throws IOException {
        topic.removeLast();

        assertThat(judge()).anyMatch(line -> line.contains("the topic ends with"))
                .anyMatch(line -> line.startsWith("0 changes of booking b1 by p1"));
    }

    @Test
    void aGapAndAWrongOrderAreFound() throws IOException {
        topic.add(topic.removeFirst());

        assertThat(judge()).anyMatch(line -> line.equals("versions of booking b1 on the topic: [2, 1]"));
    }

    @Test
    void aSecondMailIsFound() throws IOException {
        mail("d1", "m3");

        assertThat(judge())
                .containsExactly("2 mails about booking b1 to d1@x: MOVED, Tue, Dec 1, 10:00 AM UTC for 1 versions");
    }

    @Test
    void aMissingMailIsFound() throws IOException {
        inbox.removeLast();
        end.removeIf(line -> line.contains("p1-m2"));

        assertThat(judge())
                .containsExactly("0 mails about booking b1 to p1@x: MOVED, Tue, Dec 1, 10:00 AM UTC for 1 versions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "moved: Tue, Dec 1, 10:00 | confirmed: Tue, Dec 1, 9:30 | 2 mails | CREATED, Tue, Dec 1, 9:30",
                    "moved: | cancelled: | 1 mails | CANCELLED, Tue, Dec 1, 10:00",
                    "10:00 AM | 11:00 AM | 1 mails | MOVED, Tue, Dec 1, 11:00" })
    void aMailThatSaysSomethingElseIsFound(String right, String wrong, String number, String found) throws IOException {
        assertThat(inbox.getLast()).contains("p1-m2", right);
        inbox.add(inbox.removeLast().replace(right, wrong));

        assertThat(judge()).containsExactlyInAnyOrder(
                "%s about booking b1 to p1@x: %s AM UTC for %d versions".formatted(number, found,
                        number.startsWith("2") ? 1 : 0),
                "0 mails about booking b1 to p1@x: MOVED, Tue, Dec 1, 10:00 AM UTC for 1 versions");
    }

    @Test
    void theDoctorWhoLosesAVisitReadsOfACancellation() throws IOException {
        history.add(history.get(1).replace("d1", "d2"));
        topic.add(topic.removeLast()
                .replace("\"doctorId\": \"d1\"", "\"doctorId\": \"d1\", \"previousDoctorId\": \"d2\", "
                        + "\"previousSlot\": {\"start\": \"2026-12-01T09:30:00Z\"}"));

        assertThat(judge()).filteredOn(line -> line.contains("mails about"))
                .containsExactlyInAnyOrder(
                        "0 mails about booking b1 to d2@x: CANCELLED, Tue, Dec 1, 9:30 AM UTC for 1 versions",
                        "0 mails about booking b1 to d1@x: CREATED, Tue, Dec 1, 10:00 AM UTC for 1 versions",
                        "1 mails about booking b1 to d1@x: MOVED, Tue, Dec 1, 10:00 AM UTC for 0 versions");
    }

    @Test
    void anOfferWithoutAMailIsFound() throws IOException {
        offer("o1", "p2", "11:00", "11:30");
        assertThat(judge()).isEmpty();

        change(inbox, "p2@x", "p1@x");
        assertThat(judge()).singleElement().asString().startsWith("no mail about the offer o1 to p2");

        change(inbox, "p1@x\", \"messageId\": \"<o1", "p2@x\", \"messageId\": \"<o1");
        assertThat(judge()).isEmpty();
        change(inbox, "available: Tue, Dec 1, 11:00", "available: Tue, Dec 1, 11:30");
        assertThat(judge()).singleElement().asString().startsWith("no mail about the offer o1 to p2");

        inbox.removeLast();
        end.removeIf(line -> line.contains("WAITLIST_OFFER"));
        assertThat(judge()).singleElement().asString().startsWith("no mail about the offer o1 to p2");
    }

    @Test
    void aMailAboutNoOfferIsFound() throws IOException {
        offer("o1", "p2", "11:00", "11:30");
        end.removeIf(line -> line.contains("\"offer\""));

        assertThat(judge()).singleElement().asString().endsWith("is about an offer that was not made");
    }

    @ParameterizedTest
    @CsvSource({ "kill smtp, 10:02:05, 10:03:02, true", "kill smtp, 10:02:05, 10:02:58, false",
            "kill smtp, 10:02:06, 10:03:02, false", "kill redis, 10:02:05, 10:03:02, false",
            "cut notification-service, 10:02:05, 10:03:02, false",
            "repeat events on kafka, 10:02:05, 10:03:02, false" })
    void anOfferMayExpireUnmailedUnderAFault(String fault, String struck, String ended, boolean mayFail)
            throws IOException {
        fault(fault, struck, ended, ended);
        offer("o1", "p2", "11:00", "11:30");
        inbox.removeLast();
        end.replaceAll(line -> line.contains("WAITLIST_OFFER") ? line.replace("SENT", "FAILED") : line);

        assertThat(judge().isEmpty()).isEqualTo(mayFail);
    }

    @Test
    void theCompletionOfAVisitIsNotMailed() throws IOException {
        aThirdVersionBy("");
        topic.add(topic.removeLast()
                .replace("CONFIRMED", "COMPLETED")
                .replace("{\"id\": \"\"}", "{\"id\": null, \"role\": \"SYSTEM\"}"));
        change(end, "\"version\": 3, \"status\": \"CONFIRMED\"", "\"version\": 3, \"status\": \"COMPLETED\"");
        end.removeIf(line -> line.contains("BOOKED"));
        List.of("09:30", "10:00", "10:30").forEach(this::lists);
        inbox.removeIf(mail -> mail.contains("m3"));
        end.removeIf(line -> line.contains("m3"));

        assertThat(judge()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "SENT, PENDING, listed as PENDING", "SENT, FAILED, listed as FAILED", "p1@x, p2@x, the inbox has",
            "b1, b9, the inbox has" })
    void aMailThatIsListedWronglyIsFound(String right, String wrong, String found) throws IOException {
        end.remove(listedMail("p1", "m1", BOOKING, "SENT"));
        end.add(listedMail("p1", "m1", BOOKING, "SENT").replace(right, wrong));

        assertThat(judge()).singleElement().asString().startsWith("mail ").contains(found);
    }

    @Test
    void aMailThatIsNotListedIsFound() throws IOException {
        end.remove(listedMail("p1", "m1", BOOKING, "SENT"));

        assertThat(judge()).singleElement().asString().endsWith("is not listed");
    }

    @Test
    void aMailThatWasNeverSentIsFound() throws IOException {
        end.add(listedMail("p1", "m3", BOOKING, "SENT"));

        assertThat(judge()).singleElement().asString().endsWith("is listed as SENT, the inbox has null");
    }

    @Test
    void aMailThatIsNotSentMayBeListed() throws IOException {
        end.add(listedMail("p1", "m3", BOOKING, "FAILED"));
        end.add("{\"type\": \"mail\", \"id\": \"o1\", \"to\": null, \"booking\": null, \"status\": \"SENT\"}");
        inbox.add("{\"at\": 1000, \"to\": \"p1@x\", \"messageId\": \"<o1.1@medislot.example>\", \"references\": \"\"}");

        assertThat(judge()).isEmpty();
    }

    @Test
    void visitsThatMeetInTheBufferAreFound() throws IOException {
        anotherBooking("p2", "10:30", "11:00");

        assertThat(judge()).anyMatch(line -> line.startsWith("doctor d1 has in the buffer only Held"));
    }

    @Test
    void visitsThatMeetAreFound() throws IOException {
        anotherBooking("p2", "10:15", "10:45");

        assertThat(judge()).anyMatch(line -> line.startsWith("doctor d1 has Held"));
    }

    @Test
    void aVersionBeforeALostEventMayHaveLeftItsTime() throws IOException {
        topic.add(event("e3", "b2", 1, "10:00", "10:30").replace("\"p1\"", "\"p2\"").replace("10:01:00Z", "10:03:00Z"));
        change(end, "\"version\": 2, \"status\": \"CONFIRMED\"", "\"version\": 3, \"status\": \"CANCELLED\"");

        assertThat(judge()).anyMatch(line -> line.contains("the topic ends with"))
                .noneMatch(line -> line.startsWith("doctor d1 has"));
    }

    @ParameterizedTest
    @CsvSource({ "made, 10:02:06, true", "made, 10:02:21, false", "unknown, 10:02:06, false" })
    void aHeldSlotThatAnotherPatientBooksIsFound(String outcome, String booked, boolean isFound) throws IOException {
        hold(outcome);
        bookedBy("p2", booked);

        assertThat(judge().stream().anyMatch(line -> line.startsWith("doctor d1 has") && line.contains("id=hold h1")))
                .isEqualTo(isFound);
    }

    @Test
    void aHoldMayEndWhenTheFamilyBooks() throws IOException {
        hold("made");
        history.add("{\"type\": \"patient\", \"id\": \"p4\", \"email\": \"p3@x\", \"guardian\": \"p3\"}");
        history.add(("{\"type\": \"book\", \"id\": \"r4\", \"patient\": \"p4\", \"outcome\": \"unknown\", "
                + "\"begun\": %d, \"at\": %d}").formatted(millis("10:02:03"), millis("10:02:07")));
        bookedBy("p2", "10:02:06");

        assertThat(judge()).noneMatch(line -> line.startsWith("doctor d1 has"));
    }

    private void hold(String outcome) {
        history.add("{\"type\": \"slot\", \"id\": \"s-11:00\", \"doctor\": \"d1\", \"visitType\": \"\", "
                + "\"start\": \"2026-12-01T11:00:00Z\", \"end\": \"2026-12-01T11:30:00Z\"}");
        history.add("{\"type\": \"patient\", \"id\": \"p3\", \"email\": \"p3@x\", \"guardian\": \"p3\"}");
        history.add(("{\"type\": \"hold\", \"patient\": \"p3\", \"slot\": \"s-11:00\", \"id\": \"h1\", "
                + "\"outcome\": \"%s\", \"begun\": %d, \"at\": %d, \"details\": [\"\"], "
                + "\"until\": \"2026-11-28T10:02:20Z\"}").formatted(outcome, millis("10:01:59"), millis("10:02:00")));
    }

    private void bookedBy(String patient, String acknowledged) {
        topic.add(event("e3", "b2", 1, "11:00", "11:30").replace("\"p1\"", '"' + patient + '"')
                .replace("10:01:00Z", "10:02:05Z"));
        history.add(("{\"type\": \"book\", \"id\": \"r2\", \"patient\": \"%s\", \"outcome\": \"made\", "
                + "\"booking\": \"b2\", \"begun\": %d, \"at\": %d}").formatted(patient, millis("10:02:05"),
                        millis(acknowledged)));
    }

    @Test
    void anAcknowledgedEntryOfTheWaitlistIsKept() throws IOException {
        history.add("{\"type\": \"joined\", \"patient\": \"p1\", \"doctor\": \"d1\", \"entry\": \"w1\", "
                + "\"outcome\": \"made\"}");
        assertThat(judge()).singleElement().asString().startsWith("an acknowledged entry of the waitlist is not there");

        waits("w1", "WAITING", "");
        assertThat(judge()).isEmpty();
        change(end, "\"entry\": \"w1\", \"patient\": \"p1\"", "\"entry\": \"w1\", \"patient\": \"p2\"");
        assertThat(judge()).singleElement().asString().startsWith("an acknowledged entry of the waitlist is not there");

        end.removeLast();
        history.add("{\"type\": \"left\", \"patient\": \"p1\", \"entry\": \"w1\", \"outcome\": \"unknown\"}");
        assertThat(judge()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "made, false", "unknown, true" })
    void anEntryThatWasLeftIsGone(String outcome, boolean mayBeThere) throws IOException {
        waits("w1", "WAITING", "");
        history.add(
                "{\"type\": \"left\", \"patient\": \"p1\", \"entry\": \"w1\", \"outcome\": \"%s\"}".formatted(outcome));

        assertThat(judge().isEmpty()).isEqualTo(mayBeThere);
    }

    @ParameterizedTest
    @CsvSource({ "BOOKED, b1, ''", "BOOKED, b9, ended with a booking that its patient does not have",
            "WAITING, '', 'was booked, but its entry of the waitlist waits'" })
    void anEntryEndsWithABookingOfItsPatient(String status, String booking, String found) throws IOException {
        change(history, "\"slot\": \"s-09:30\"", "\"entry\": \"w1\"");
        waits("w1", status, booking);

        assertThat(String.join("", judge())).contains(found);
        assertThat(judge().isEmpty()).isEqualTo(found.isEmpty());
    }

    @Test
    void theBookingThatEndedAnEntryMayBeCancelledLater() throws IOException {
        history.add("{\"type\": \"joined\", \"patient\": \"p1\", \"doctor\": \"d1\", \"entry\": \"w1\", "
                + "\"outcome\": \"made\"}");
        waits("w1", "BOOKED", BOOKING);
        topic.add(topic.removeLast().replace("CONFIRMED", "CANCELLED"));

        assertThat(judge()).isNotEmpty().noneMatch(line -> line.contains("waitlist"));
        assertThat(Checker.judge(folder).missing()).noneMatch(line -> line.contains("entries of the waitlist"));
    }

    @ParameterizedTest
    @CsvSource({ "p2, 11:00, 10:01:59, true", "p2, 11:00, 10:02:01, false", "p2, 11:30, 10:01:59, false",
            "p3, 11:00, 10:01:59, false" })
    void aFreedSlotThatIsNotOfferedIsFound(String patient, String start, String freed, boolean isOffered)
            throws IOException {
        offer("o1", patient, start, "11:45");
        history.add(("{\"type\": \"freed\", \"patient\": \"p2\", \"doctor\": \"d1\", "
                + "\"start\": \"2026-12-01T11:00:00Z\", \"begun\": %d}").formatted(millis(freed)));

        assertThat(judge().isEmpty()).isEqualTo(isOffered);
    }

    @ParameterizedTest
    @CsvSource({ "p2, 10:01:59, w9, unknown, 10:02:10, 10:04, true",
            "p2, 10:02:00.5, w9, unknown, 10:02:10, 10:04, false", "p1, 10:01:59, w9, unknown, 10:02:10, 10:04, false",
            "p2, 10:01:59, w8, unknown, 10:02:10, 10:04, false", "p2, 10:01:59, w9, refused, 10:02:10, 10:04, false",
            "p2, 10:01:59, w9, unknown, 10:01:59, 10:04, false", "p2, 10:01:59, w9, unknown, 10:02:10, 10:02, false" })
    void anotherOfferMayComeFirst(String joining, String joined, String entry, String outcome, String booked,
            String until, boolean isExcused) throws IOException {
        offer("o1", "p2", "11:30", "11:45");
        change(end, "28T10:04:00Z", "28T%s:00Z".formatted(until));
        history.add(("{\"type\": \"joined\", \"patient\": \"%s\", \"doctor\": \"d1\", \"entry\": \"w9\", "
                + "\"outcome\": \"made\", \"begun\": %d}").formatted(joining, millis(joined)));
        history.add(("{\"type\": \"book\", \"id\": \"r9\", \"patient\": \"p2\", \"entry\": \"%s\", "
                + "\"outcome\": \"%s\", \"begun\": %d}").formatted(entry, outcome, millis(booked)));
        history.add(("{\"type\": \"freed\", \"patient\": \"p2\", \"doctor\": \"d1\", "
                + "\"start\": \"2026-12-01T11:00:00Z\", \"begun\": %d}").formatted(millis("10:02:01") - 1));
        history.add("{\"type\": \"left\", \"patient\": \"p2\", \"entry\": \"w9\", \"outcome\": \"made\"}");

        assertThat(judge().isEmpty()).isEqualTo(isExcused);
    }

    private void waits(String entry, String status, String booking) {
        end.add(("{\"type\": \"waiting\", \"entry\": \"%s\", \"patient\": \"p1\", \"doctor\": \"d1\", "
                + "\"status\": \"%s\", \"booking\": \"%s\"}").formatted(entry, status, booking));
    }

    @Test
    void twoVisitsOfOnePatientAreFound() throws IOException {
        anotherBooking("p1", "10:00", "10:30");

        assertThat(judge()).anyMatch(line -> line.startsWith("patient p1 has"));
    }

    @Test
    void aBookingWithoutALicenseIsFound() throws IOException {
        topic.replaceAll(event -> event.replace("\"CA\"", "\"NV\""));

        assertThat(judge()).hasSize(2).allMatch(line -> line.contains("is licensed in"));
    }

    @Test
    void aBookingAfterTheEndOfItsLicenseIsFound() throws IOException {
        end.removeFirst();

        assertThat(judge()).containsExactly("booking b1 stays in \"CA\", the doctor is licensed in []");
    }

    @ParameterizedTest
    @CsvSource({ "10:00:30, 10:03:00, made, 1", "10:00:50, 10:03:00, made, 0", "10:00:30, 10:01:20, made, 0",
            "10:00:30, 10:03:00, unknown, 0" })
    void aBookingWhileTheDoctorHasNoLicenseIsFound(String removed, String next, String entered, int found)
            throws IOException {
        withoutLicense(removed, next, entered);

        assertThat(judge()).hasSize(found).allMatch(line -> line.startsWith("booking b1 was made in \"CA\""));
    }

    @ParameterizedTest
    @CsvSource({ "kill kafka, true", "kill redis, false", "repeat events on kafka, false",
            "repeat events on kafka + kill availability-service, true" })
    void aFaultMayKeepTheEndOfALicenseBack(String fault, boolean mayBeMade) throws IOException {
        withoutLicense("10:00:20", "10:03:00", "made");
        fault(fault, "10:00:21", "10:00:41", "10:00:42");

        assertThat(judge().isEmpty()).isEqualTo(mayBeMade);
    }

    /** The first version of the booking was asked for at 10:01:00. */
    private void withoutLicense(String removed, String next, String entered) {
        history.add(("{\"type\": \"license-entered\", \"doctor\": \"d1\", \"state\": \"CA\", \"id\": \"l1\", "
                + "\"outcome\": \"made\", \"at\": %d}").formatted(millis("09:50:00")));
        history.add(("{\"type\": \"license-entered\", \"doctor\": \"d1\", \"state\": \"CA\", \"id\": \"\", "
                + "\"outcome\": \"%s\", \"at\": %d}").formatted(entered, millis("10:00:10")));
        history.add("{\"type\": \"removing\", \"id\": \"l1\"}");
        history.add("{\"type\": \"removed\", \"id\": \"l1\", \"at\": %d}".formatted(millis(removed)));
        history.add(
                "{\"type\": \"license\", \"doctor\": \"d1\", \"state\": \"CA\", \"at\": %d}".formatted(millis(next)));
    }

    @Test
    void aBookingInTimeOffIsFound() throws IOException {
        history.add("{\"type\": \"time-off\", \"doctor\": \"d1\", \"id\": \"\", \"outcome\": \"unknown\", "
                + "\"start\": \"2026-12-01T10:15\", \"end\": \"2026-12-01T10:30\"}");
        end.add("{\"type\": \"time-off\", \"doctor\": \"d1\", \"start\": \"2026-12-01T10:15\", "
                + "\"end\": \"2026-12-01T10:30\"}");

        assertThat(judge()).containsExactly("booking b1 is in time off");
    }

    @Test
    void aBookingOfAnInactiveDoctorIsFound() throws IOException {
        history.add("{\"type\": \"deactivated\", \"doctor\": \"d1\", \"outcome\": \"made\", \"begun\": %d}"
                .formatted(Instant.parse("2026-11-28T10:03:00Z").toEpochMilli()));

        assertThat(judge()).singleElement()
                .asString()
                .startsWith("booking b1 is live, but its doctor was made inactive");
    }

    @Test
    void aBookingReadAfterItsDoctorsReturnMayStay() throws IOException {
        deactivatedUnderFault("kill kafka", "[]");

        assertThat(judge()).isEmpty();
    }

    @Test
    void aBookingThatTheDeactivationListedMayNotStay() throws IOException {
        deactivatedUnderFault("kill kafka", "[\"b1\"]");

        assertThat(judge()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "kill redis", "lose availability-service", "repeat events on kafka" })
    void aFaultOfOtherPartsKeepsNoBooking(String elsewhere) throws IOException {
        deactivatedUnderFault(elsewhere, "[]");

        assertThat(judge()).hasSize(1);
    }

    private void deactivatedUnderFault(String fault, String affected) {
        fault(fault, "10:01:10", "10:03:20", "10:03:20");
        deactivated(affected);
    }

    @ParameterizedTest
    @CsvSource({ "10:02:15, true", "10:02:02, false" })
    void aBacklogMayTakeAsLongAgainAsItsFault(String ended, boolean mayStay) throws IOException {
        fault("kill all of availability-service", "10:01:15", ended, "10:02:20");
        deactivated("[]");

        assertThat(judge().isEmpty()).isEqualTo(mayStay);
    }

    @Test
    void aBacklogMayTakeAMinute() throws IOException {
        fault("kill all of availability-service", "09:57:15", "10:01:55", "10:01:56");
        deactivated("[]");

        assertThat(judge()).hasSize(1);
    }

    @Test
    void timeWithoutAFaultExcusesNoLateEvent() throws IOException {
        fault("kill kafka", "10:01:20", "10:01:30", "10:01:31");
        fault("kill kafka", "10:02:50", "10:03:10", "10:03:12");
        deactivated("[]");

        assertThat(judge()).hasSize(1);
    }

    private void deactivated(String affected) {
        history.add(("{\"type\": \"deactivated\", \"doctor\": \"d1\", \"outcome\": \"made\", \"begun\": %d, "
                + "\"affected\": %s}").formatted(millis("10:03:00"), affected));
    }

    private void fault(String name, String struck, String ended, String healed) {
        fault(name, millis(struck), millis(ended), millis(healed));
    }

    private void fault(String name, long struck, long ended, long healed) {
        history.add("{\"type\": \"strike\", \"fault\": \"%s\", \"at\": %d}".formatted(name, struck));
        history.add(("{\"type\": \"healed\", \"fault\": \"%s\", \"at\": %d, \"ended\": %d, "
                + "\"recovered\": {\"unlisted\": 1}, \"others\": 99}").formatted(name, healed, ended));
    }

    private static long millis(String time) {
        return Instant.parse("2026-11-28T%sZ".formatted(time)).toEpochMilli();
    }

    @Test
    void twoOffersOfOneSlotAreFound() throws IOException {
        offer("o1", "p2", "11:00", "11:30");
        offer("o2", "p3", "11:15", "11:45");

        assertThat(judge()).singleElement().asString().startsWith("doctor d1 has");
    }

    @Test
    void anOfferOfATakenSlotIsFound() throws IOException {
        offer("o1", "p2", "10:00", "10:30");

        assertThat(judge()).singleElement().asString().startsWith("doctor d1 has").contains("id=offer o1");
    }

    @Test
    void anOfferEndsWithABookingOfItsPatient() throws IOException {
        topic.add(event("e3", "b2", 1, "11:00", "11:30").replace("\"p1\"", "\"p2\"").replace("10:01:00Z", "10:02:10Z"));
        offer("o1", "p2", "10:00", "10:30");

        assertThat(judge()).noneMatch(line -> line.startsWith("doctor d1 has"));
    }

    @ParameterizedTest
    @CsvSource({ "left, '', false", "hold, made, false", "hold, unknown, false", "hold, refused, true" })
    void anOfferEndsWhenItsPatientLeavesOrHolds(String act, String outcome, boolean isLive) throws IOException {
        history.add("{\"type\": \"%s\", \"patient\": \"p2\", \"outcome\": \"%s\", \"begun\": %d, \"at\": %d}"
                .formatted(act, outcome, millis("10:01:59"), millis("10:02:01")));
        offer("o1", "p2", "10:00", "10:30");

        assertThat(judge().isEmpty()).isEqualTo(!isLive);
    }

    @Test
    void aLogoutWithoutAReasonIsFound() throws IOException {
        history.add("{\"type\": \"key-removed\", \"issuer\": \"booking\", \"at\": 50}");
        history.add("{\"type\": \"unauthenticated\", \"account\": \"patients\", \"issued\": 10, \"at\": 60}");
        history.add("{\"type\": \"unauthenticated\", \"account\": \"doctors\", \"issued\": 10, \"at\": 60}");

        assertThat(judge()).singleElement().asString().startsWith("logged out without a reason").contains("doctors");
    }

    @ParameterizedTest
    @CsvSource({ "38000, true", "39001, false" })
    void anUnknownRevocationEndsNoLaterSessions(int issued, boolean mayBeEnded) throws IOException {
        history.add("{\"type\": \"revocation\", \"person\": \"p1\", \"outcome\": \"unknown\", \"at\": 10000}");
        history.add("{\"type\": \"unauthenticated\", \"account\": \"patients\", \"person\": \"p1\", \"issued\": %d, "
                .formatted(issued) + "\"at\": 60000}");

        assertThat(judge().isEmpty()).isEqualTo(mayBeEnded);
    }

    @Test
    void aRefusedBookingThatIsThereIsFound() throws IOException {
        change(history, "\"made\", \"booking\"", "\"refused\", \"booking\"");

        assertThat(judge()).anyMatch(line -> line.startsWith("1 bookings of the request"));
    }

    @ParameterizedTest
    @CsvSource({ "409, true", "422, false" })
    void aBookingMayBeThereAfterAnAttemptThatStillRan(int status, boolean mayBeThere) throws IOException {
        change(history, "\"made\", \"booking\": \"b1\"",
                "\"refused\", \"status\": %d, \"problem\": \"idempotency-conflict\"".formatted(status));

        assertThat(judge().isEmpty()).isEqualTo(mayBeThere);
    }

    @ParameterizedTest
    @CsvSource({ "'', true", "Nothing was changed, false" })
    void aBookingMadeDespiteNothingWasChangedIsFound(String last, boolean mayBeThere) throws IOException {
        change(history, "\"made\", \"booking\": \"b1\"",
                "\"unknown\", \"details\": [\"Nothing was changed\", \"%s\"]".formatted(last));

        assertThat(judge().isEmpty()).isEqualTo(mayBeThere);
    }

    @Test
    void aChangeMadeDespiteNothingWasChangedIsFound() throws IOException {
        change(history, "\"made\", \"statuses\"", "\"unknown\", \"details\": [\"Nothing was changed\"], \"statuses\"");

        assertThat(judge()).containsExactly("1 changes of booking b1 by p1, 0 were acknowledged and 0 are unknown");
    }

    @Test
    void anAcknowledgedBookingThatIsGoneIsFound() throws IOException {
        end.replaceAll(line -> line.replace("\"r1\"", "\"r2\""));

        assertThat(judge()).anyMatch(line -> line.startsWith("0 bookings of the request"));
    }

    @Test
    void anOpeningTooManyAndOneTooFewAreFound() throws IOException {
        end.add(openingAt("10:00"));
        end.remove(openingAt("11:30"));

        assertThat(judge())
                .containsExactly("openings of doctor d1: missing [2026-12-01T11:30:00Z], wrong [2026-12-01T10:00:00Z]");
    }

    @Test
    void visitTypesCountFromTheirIntroductionOn() throws IOException {
        history.add("{\"type\": \"types\", \"doctor\": \"d1\", "
                + "\"types\": [{\"id\": \"t1\", \"minutes\": 60, \"before\": 0, \"after\": 0}]}");
        assertThat(judge()).hasSize(2).allMatch(line -> line.endsWith("wrong []"));

        List.of("09:00", "11:00", "11:30").forEach(this::unlists);
        for (var start : List.of("09:00", "11:00")) {
            end.add(openingAt(start).replace("}", ", \"visitType\": \"t1\"}"));
            end.add(freeAtTheDesk(start).replace("[\"\"]", "[\"t1\"]"));
        }
        assertThat(judge()).isEmpty();

        end.add(inTheCalendar("10:30", "11:00"));
        assertThat(judge()).isEmpty();
        end.add(inTheCalendar("11:00", "11:30"));
        end.add(inTheCalendar("11:00", "12:00"));
        assertThat(judge()).hasSize(2).allMatch(line -> line.startsWith("a calendar shows a booking that is not live"));
    }

    @Test
    void aFreeSlotTooFewAtTheFrontDeskIsFound() throws IOException {
        end.remove(freeAtTheDesk("11:30"));

        assertThat(judge())
                .containsExactly("free slots at the front desk of doctor d1: missing [2026-12-01T11:30:00Z], wrong []");
    }

    @Test
    void aBookingTwiceOnADayIsFound() throws IOException {
        showsOnTheDays(BOOKING, "10:00", "10:30");

        assertThat(judge()).containsExactly("booking b1 is 2 times in the calendar of its doctor",
                "booking b1 is 2 times on the day of the front desk");
    }

    @Test
    void aBookingMissingOnADayIsFound() throws IOException {
        end.removeIf(line -> line.contains("BOOKED"));

        assertThat(judge()).containsExactly("booking b1 is 0 times in the calendar of its doctor",
                "booking b1 is 0 times on the day of the front desk");
    }

    @Test
    void aFormerBookingOnADayIsFound() throws IOException {
        showsOnTheDays("b9", "09:30", "10:00");

        assertThat(judge()).satisfiesExactly(
                line -> assertThat(line).startsWith("the front desk shows a booking that is not live"),
                line -> assertThat(line).startsWith("a calendar shows a booking that is not live"));
    }

    @Test
    void aTokenOfAnEndedSessionThatWorksIsFound() throws IOException {
        end.add("{\"type\": \"revoked-use\", \"path\": \"/bookings\", \"status\": 200}");

        assertThat(judge()).containsExactly("a token of an ended session was answered 200 at /bookings");
    }

    @Test
    void aSessionThatGoesOnAfterItsEndIsFound() throws IOException {
        use("/notifications", 200, 15_001);
        use("/sessions/refresh", 200, 5_001);

        assertThat(judge()).containsExactly("a token of an ended session was answered 200 at /notifications",
                "a token of an ended session was answered 200 at /sessions/refresh");
    }

    @Test
    void aServiceMayReadOfTheEndOfASessionLater() throws IOException {
        use("/notifications", 200, 14_999);
        use("/bookings", 503, 20_000);
        use("/sessions/refresh", 401, 5_001);

        assertThat(judge()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "slow redis + stop kafka, true", "slow redis + repeat events on kafka, false" })
    void aFaultMayKeepTheEndOfASessionBack(String fault, boolean mayBeUsed) throws IOException {
        fault(fault, 10_000, 12_000, 12_000);
        use("/notifications", 200, 20_000);

        assertThat(judge().isEmpty()).isEqualTo(mayBeUsed);
    }

    @Test
    void aRefusalAfterTheRemovalOfTheKeyProvesNothing() throws IOException {
        use("/bookings", 401, 20_000);
        use("/bookings", 401, 40_000);
        history.add("{\"type\": \"key-removed\", \"issuer\": \"booking\", \"at\": 30000}");

        assertThat(judge()).isEmpty();
        assertThat(Checker.judge(folder).provenRevocations()).isEqualTo(1);
    }

    @Test
    void anEndedSessionOfADoctorThatGoesOnIsFound() throws IOException {
        fault("stop smtp", 10_000, 12_000, 12_000);
        use("doctors", "/doctors/me/time-off", 200, 14_999);
        use("staff", "/sessions/refresh", 401, 5_001);
        assertThat(judge()).isEmpty();

        use("doctors", "/doctors/me/time-off", 200, 15_001);
        use("staff", "/sessions/refresh", 200, 5_001);

        assertThat(judge()).containsExactly("a token of an ended session was answered 200 at /doctors/me/time-off",
                "a token of an ended session was answered 200 at /sessions/refresh");
    }

    @ParameterizedTest
    @CsvSource({ "doctors, kill availability-service, true", "doctors, slow availability-service, false",
            "staff, kill all of booking-service, true", "patients, kill availability-service, false" })
    void theFaultsOfItsServicesExcuseAnEndedSession(String account, String fault, boolean mayBeUsed)
            throws IOException {
        fault(fault, 10_000, 12_000, 12_000);
        use(account, "/notifications", 200, 20_000);

        assertThat(judge().isEmpty()).isEqualTo(mayBeUsed);
    }

    @Test
    void theEndsOfTheSessionsOfAllMustBeProven() throws IOException {
        use("patients", "/bookings", 401, 20_000);
        use("doctors", "/bookings", 401, 20_000);
        use("staff", "/bookings", 401, 20_000);
        history.add("{\"type\": \"key-removed\", \"issuer\": \"booking\", \"at\": 19000}");
        judge();

        assertThat(Checker.judge(folder).missing()).filteredOn(line -> line.contains("end of a session"))
                .containsExactly("too little to judge: 0 refusals that prove the end of a session of patients, "
                        + "and not 1 or more");
    }

    private void use(String path, int status, int at) {
        use("patients", path, status, at);
    }

    private void use(String account, String path, int status, int at) {
        history.add(("{\"type\": \"revoked-use\", \"account\": \"%s\", \"path\": \"%s\", \"status\": %d, "
                + "\"at\": %d, \"issued\": 10, \"ended\": 5000}").formatted(account, path, status, at));
    }

    @Test
    void anInternalErrorIsFound() throws IOException {
        history.add("{\"type\": \"answered-500\", \"method\": \"GET\", \"path\": \"/api/v1/bookings/{id}\"}");

        assertThat(judge()).singleElement().asString().startsWith("answered 500").contains("/api/v1/bookings/{id}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "- | Nothing was changed | true", "- | Too many requests at once; nothing was changed | true",
                    "- | It is not known whether the request was carried out; it is safe | true",
                    "- | The answer broke off | false", "- | '' | false",
                    "- | Too many people log in at this moment | false",
                    "1a2b3c4d | Too many people log in at this moment | true", "1a2b3c4d | '' | false" })
    void anUnclearRefusalIsFound(String earlier, String detail, boolean isClear) throws IOException {
        history.add("{\"type\": \"run\", \"upgrade-from\": \"%s\"}".formatted(earlier));
        history.add(("{\"type\": \"answered-503\", \"method\": \"DELETE\", \"path\": \"/api/v1/waitlist/{id}\", "
                + "\"detail\": \"%s\"}").formatted(detail));

        assertThat(judge()).hasSize(isClear ? 0 : 1)
                .allMatch(line -> line.startsWith("answered 503 without a word on the outcome"));
    }

    @ParameterizedTest
    @CsvSource({ "s-10:00, s-11:00", "\"version\": 2, \"version\": 1",
            "{\"slotId\": \"s-10:00\"}, {\"status\": \"CANCELLED\"}" })
    void aChangeThatIsNotAsAcknowledgedIsFound(String acknowledged, String other) throws IOException {
        change(history, acknowledged, other);

        assertThat(judge()).last().asString().startsWith("not on the topic as acknowledged");
    }

    @ParameterizedTest
    @CsvSource({ "s-10:00, s-10:00, true", "s-10:00, s-11:00, false",
            "{\"slotId\": \"s-10:00\"}, {\"status\": \"CANCELLED\"}, false" })
    void aChangeThatNobodyAskedForIsFound(String there, String asked, boolean isAsked) throws IOException {
        change(history, "\"made\", \"statuses\"", "\"unknown\", \"statuses\"");
        change(history, there, asked);

        assertThat(judge()).isEqualTo(isAsked ? List.of()
                : List.of("version 2 of booking b1 by p1 is not what any of the requests asked for"));
    }

    @Test
    void aCancellationIsNoMove() throws IOException {
        change(history, "\"made\", \"statuses\"", "\"unknown\", \"statuses\"");
        topic.add(topic.removeLast().replace("CONFIRMED", "CANCELLED"));

        assertThat(judge()).contains("version 2 of booking b1 by p1 is not what any of the requests asked for");
    }

    @Test
    void aRepeatMayBeAnsweredWithALaterVersion() throws IOException {
        change(history, "[200], \"version\": 2", "[0, 200], \"version\": 3");

        assertThat(judge()).isEmpty();
    }

    @Test
    void moreChangesThanRequestsAreFound() throws IOException {
        change(history, "\"made\", \"statuses\"", "\"unknown\", \"statuses\"");
        assertThat(judge()).isEmpty();

        aThirdVersionBy("p1");

        assertThat(judge()).containsExactly("2 changes of booking b1 by p1, 0 were acknowledged and 1 are unknown");
    }

    @Test
    void aChangeOfThePatientOrTheDeskNeedsARequest() throws IOException {
        history.add("{\"type\": \"staff\", \"id\": \"desk\"}");
        aThirdVersionBy("desk");

        assertThat(judge()).containsExactly("1 changes of booking b1 by desk without a request");
    }

    @ParameterizedTest
    @CsvSource({ "CANCELLED, 'DOCTOR', d1, false", "CANCELLED, 'SYSTEM', '', false", "CANCELLED, STAFF, m1, false",
            "CONFIRMED, DOCTOR, d1, false", "COMPLETED, DOCTOR, d1, false", "COMPLETED, SYSTEM, '', true" })
    void aChangeWithoutAnEditIsFound(String status, String role, String actor, boolean isAllowed) throws IOException {
        changedBy(role, actor, status);

        assertThat(isByAnEdit()).isEqualTo(isAllowed);
    }

    /** The booking took its slot, from 10:00 to 10:30, at 10:02, and was cancelled at 10:03. */
    @ParameterizedTest
    @CsvSource({ "d1, 10:15, 10:45, made, 10:02:59, 10:02:01, true",
            "d1, 10:15, 10:45, unknown, 10:02:59, 10:02:01, true",
            "d1, 10:15, 10:45, refused, 10:02:59, 10:02:01, false", "d1, 10:15, 10:45, made, 10:03:01, 10:03:02, false",
            "d1, 10:15, 10:45, made, 10:01:00, 10:01:59, false", "d1, 10:30, 10:45, made, 10:02:59, 10:02:01, false",
            "d2, 10:15, 10:45, made, 10:02:59, 10:02:01, false" })
    void timeOffCancelsTheVisitsInIt(String doctor, String start, String finish, String outcome, String begun,
            String removed, boolean isCause) throws IOException {
        history.add(("{\"type\": \"time-off\", \"doctor\": \"%s\", \"id\": \"t1\", \"start\": \"2026-12-01T%s\", "
                + "\"end\": \"2026-12-01T%s\", \"outcome\": \"%s\", \"begun\": %d, \"details\": [\"\", \"\"]}")
                        .formatted(doctor, start, finish, outcome, millis(begun)));
        history.add("{\"type\": \"removing\", \"id\": \"t1\", \"at\": %d}".formatted(millis(removed)));
        history.add("{\"type\": \"removed\", \"id\": \"t1\", \"at\": %d}".formatted(millis(removed)));
        changedBy("DOCTOR", "d1", "CANCELLED");

        assertThat(isByAnEdit()).isEqualTo(isCause);
    }

    @ParameterizedTest
    @CsvSource({ "'', 11:00-12:00, '', 10:02:30, true", "2026-12-01, 11:00-12:00, 2026-12-01, 10:02:30, true",
            "2026-12-02, 11:00-12:00, '', 10:02:30, false", "'', 10:00-10:30, '', 10:02:30, false",
            "'', 10:00-10:29, '', 10:02:30, true", "'', 11:00-12:00, '', 10:01:59, false",
            "2026-12-01, 11:00-12:00, 2026-12-01, 10:01:59, false", "'', 11:00-12:00, 2026-12-01, 10:01:59, false",
            "2026-12-01, 11:00-12:00, '', 10:01:59, true" })
    void hoursCancelTheVisitsOutsideOfThem(String date, String windows, String nextDate, String next, boolean isCause)
            throws IOException {
        hoursAt(date, windows, "10:01:00");
        hoursAt(nextDate, "09:00-12:00", next);
        changedBy("DOCTOR", "d1", "CANCELLED");

        assertThat(isByAnEdit()).isEqualTo(isCause);
    }

    @Test
    void hoursOfTheWeekLeaveADateWithHoursOfItsOwn() throws IOException {
        hoursAt("2026-12-01", "09:00-12:00", "10:00:30");
        hoursAt("", "11:00-12:00", "10:02:10");
        changedBy("DOCTOR", "d1", "CANCELLED");

        assertThat(isByAnEdit()).isFalse();
    }

    private void hoursAt(String date, String window, String at) {
        history.add(("{\"type\": \"hours\", \"doctor\": \"d1\", \"date\": \"%s\", \"outcome\": \"made\", "
                + "\"windows\": [\"%s\"], \"begun\": %d, \"at\": %d}").formatted(date, window, millis(at), millis(at)));
    }

    @ParameterizedTest
    @CsvSource({ "l1, CA, 10:02:59, 10:03:10, true", "l1, CA, 10:03:01, 10:03:10, false",
            "l1, NV, 10:02:59, 10:03:10, false", "l1, CA, 10:01:00, 10:01:59, false",
            "t1, CA, 10:02:59, 10:03:10, false" })
    void theEndOfALicenseCancelsTheVisitsInItsState(String removing, String state, String at, String next,
            boolean isCause) throws IOException {
        history.add("{\"type\": \"time-off\", \"doctor\": \"d1\", \"id\": \"t1\", \"start\": \"2026-12-09T10:00\", "
                + "\"end\": \"2026-12-09T11:00\", \"outcome\": \"made\"}");
        history.add("{\"type\": \"removing\", \"id\": \"%s\", \"at\": %d}".formatted(removing, millis(at)));
        history.add(("{\"type\": \"license-entered\", \"doctor\": \"d1\", \"state\": \"%s\", \"id\": \"l2\", "
                + "\"outcome\": \"made\", \"at\": %d}").formatted(state, millis(next)));
        changedBy("DOCTOR", "d1", "CANCELLED");

        assertThat(isByAnEdit()).isEqualTo(isCause);
    }

    @ParameterizedTest
    @CsvSource({ "d1, made, 10:02:59, 10:03:10, true", "d1, unknown, 10:02:59, 10:03:10, true",
            "d2, made, 10:02:59, 10:03:10, false", "d1, made, 10:03:01, 10:03:10, false",
            "d1, made, 10:01:00, 10:01:59, false", "d1, unknown, 10:01:00, 10:01:59, true" })
    void theEndOfADoctorsActivityCancelsAllVisits(String doctor, String outcome, String begun, String active,
            boolean isCause) throws IOException {
        history.add(("{\"type\": \"deactivated\", \"doctor\": \"%s\", \"outcome\": \"%s\", \"begun\": %d, \"at\": %d}")
                .formatted(doctor, outcome, millis(begun), millis(begun)));
        history.add("{\"type\": \"activated\", \"doctor\": \"%s\", \"at\": %d}".formatted(doctor, millis(active)));
        changedBy("STAFF", "m1", "CANCELLED");

        assertThat(isByAnEdit()).isEqualTo(isCause);
    }

    private boolean isByAnEdit() throws IOException {
        return judge().stream().noneMatch(line -> line.contains("without an edit"));
    }

    private void changedBy(String role, String actor, String status) {
        topic.add(event("e3", BOOKING, 3, "10:00", "10:30")
                .replace("{\"id\": \"p1\"}", "{\"id\": \"%s\", \"role\": \"%s\"}".formatted(actor, role))
                .replace("CONFIRMED", status));
    }

    private void aThirdVersionBy(String actor) {
        topic.add(event("e3", BOOKING, 3, "10:00", "10:30").replace("{\"id\": \"p1\"}",
                "{\"id\": \"%s\"}".formatted(actor)));
        change(end, "\"version\": 2", "\"version\": 3");
        List.of("d1", "p1").forEach(to -> mail(to, "m3"));
    }

    @Test
    void aBookingWithoutARequestIsFound() throws IOException {
        history.removeIf(line -> line.contains("\"book\""));

        assertThat(judge()).containsExactly("booking b1 without a request");
    }

    @ParameterizedTest
    @CsvSource({ "s-09:30, s-11:00", "\"patient\": \"p1\", \"patient\": \"p2\"" })
    void aBookingThatIsNotAsAcknowledgedIsFound(String acknowledged, String other) throws IOException {
        change(history, acknowledged, other);

        assertThat(judge()).singleElement().asString().startsWith("booking b1 is not that of the request");
    }

    @ParameterizedTest
    @CsvSource({ "2026-11-28T10:01:58Z, true", "2026-11-28T10:02:01Z, false" })
    void anAcknowledgedBookingIsLiveFromThenOn(Instant acknowledged, boolean meetsTheFormerVersion) throws IOException {
        topic.add(event("e3", "b2", 1, "09:00", "09:30").replace("\"p1\"", "\"p2\"").replace("10:01:00Z", "10:01:55Z"));
        history.add("{\"type\": \"book\", \"id\": \"r2\", \"outcome\": \"made\", \"booking\": \"b2\", \"at\": %d}"
                .formatted(acknowledged.toEpochMilli()));

        assertThat(judge().stream().anyMatch(line -> line.startsWith("doctor d1 has")))
                .isEqualTo(meetsTheFormerVersion);
    }

    @Test
    void acknowledgedTimeOffAndLicensesAreThere() throws IOException {
        history.add("{\"type\": \"time-off\", \"id\": \"t1\", \"outcome\": \"made\"}");
        history.add("{\"type\": \"license-entered\", \"id\": \"l1\", \"outcome\": \"made\"}");
        history.add("{\"type\": \"time-off\", \"id\": \"\", \"outcome\": \"unknown\"}");
        assertThat(judge()).hasSize(2).allMatch(line -> line.startsWith("acknowledged, but not there"));

        history.add("{\"type\": \"removing\", \"id\": \"t1\"}");
        end.add("{\"type\": \"licensed\", \"doctor\": \"d1\", \"state\": \"NV\", \"id\": \"l1\"}");
        assertThat(judge()).isEmpty();
    }

    @Test
    void aLicenseAfterItsRemovalIsFound() throws IOException {
        history.add("{\"type\": \"license-entered\", \"id\": \"l1\", \"outcome\": \"made\"}");
        history.add("{\"type\": \"removing\", \"id\": \"l1\"}");
        end.add("{\"type\": \"licensed\", \"doctor\": \"d1\", \"state\": \"NV\", \"id\": \"l1\"}");
        assertThat(judge()).isEmpty();

        history.add("{\"type\": \"removed\", \"id\": \"l1\"}");

        assertThat(judge()).singleElement().asString().startsWith("its removal was acknowledged");
    }

    @ParameterizedTest
    @CsvSource({ "Nothing was changed, false", "Too many requests at once; nothing was changed, false",
            "It is not known whether the request was carried out, true", "'', true" })
    void aRemovalMadeDespiteNothingWasChangedIsFound(String detail, boolean mayBeGone) throws IOException {
        history.add("{\"type\": \"time-off\", \"id\": \"t1\", \"outcome\": \"made\"}");
        history.add("{\"type\": \"removing\", \"id\": \"t1\", \"request\": \"r1\"}");
        history.add("{\"type\": \"not-removed\", \"id\": \"t1\", \"request\": \"r1\", \"outcome\": \"unknown\", "
                + "\"details\": [\"Nothing was changed\", \"%s\"]}".formatted(detail));

        assertThat(judge().isEmpty()).isEqualTo(mayBeGone);
    }

    @ParameterizedTest
    @CsvSource({ "'', 11:00, 11:30, true", "Nothing was changed, 11:00, 11:30, false", "'', 11:30, 12:00, false",
            "Too many requests at once; nothing was changed, 11:00, 11:30, false" })
    void timeOffDespiteNothingWasChangedIsFound(String detail, String start, String finish, boolean mayBeThere)
            throws IOException {
        history.add(("{\"type\": \"time-off\", \"doctor\": \"d1\", \"id\": \"\", \"outcome\": \"unknown\", "
                + "\"start\": \"2026-12-01T11:00\", \"end\": \"2026-12-01T11:30\", "
                + "\"details\": [\"Nothing was changed\", \"%s\"]}").formatted(detail));
        end.add(("{\"type\": \"time-off\", \"doctor\": \"d1\", \"id\": \"t1\", "
                + "\"start\": \"2026-12-01T%s:00\", \"end\": \"2026-12-01T%s:00\"}").formatted(start, finish));
        unlists(start);

        assertThat(judge().isEmpty()).isEqualTo(mayBeThere);
        assertThat(judge()).allMatch(line -> line.startsWith("there at the end, but refused or not asked for"));
    }

    @ParameterizedTest
    @CsvSource({ "NV, '', true", "NV, Nothing was changed, false", "TX, '', false" })
    void aLicenseDespiteNothingWasChangedIsFound(String state, String detail, boolean mayBeThere) throws IOException {
        entered("NV", detail);
        end.add("{\"type\": \"licensed\", \"doctor\": \"d1\", \"state\": \"%s\", \"id\": \"l1\"}".formatted(state));

        assertThat(judge().isEmpty()).isEqualTo(mayBeThere);
    }

    @ParameterizedTest
    @CsvSource({ "'', 1", "Nothing was changed, 3" })
    void aRefusedLicenseLetsNoPatientBook(String detail, int found) throws IOException {
        entered("NV", detail);
        topic.replaceAll(event -> event.replace("\"CA\"", "\"NV\""));
        end.replaceAll(line -> line.replace("\"patientState\": \"CA\"", "\"patientState\": \"NV\""));

        assertThat(judge()).hasSize(found).allMatch(line -> line.contains("is licensed in"));
    }

    private void entered(String state, String detail) {
        history.add("{\"type\": \"license\", \"doctor\": \"d1\", \"state\": \"%s\", \"at\": 1}".formatted(state));
        history.add(("{\"type\": \"license-entered\", \"doctor\": \"d1\", \"state\": \"%s\", \"id\": \"\", "
                + "\"outcome\": \"unknown\", \"at\": 2, \"details\": [\"%s\"]}").formatted(state, detail));
    }

    @ParameterizedTest
    @CsvSource({ "'', true", "Nothing was changed, false" })
    void anEditDespiteNothingWasChangedIsFound(String detail, boolean mayBeMade) throws IOException {
        hours(history, "2026-12-01", "\"unknown\", \"details\": [\"%s\"]".formatted(detail), "09:00-11:00");
        change(end, "[\"09:00-12:00\"]", "[\"09:00-11:00\"]");
        List.of("11:00", "11:30").forEach(this::unlists);
        rates("\"unknown\", \"details\": [\"%s\"]".formatted(detail), 5);
        listsRating(BOOKING, 5);
        rated(1, 5);

        assertThat(judge()).hasSize(mayBeMade ? 0 : 2);
    }

    @ParameterizedTest
    @CsvSource({ "'', true", "Nothing was changed, false" })
    void aRefusedDeactivationCancelsNothing(String detail, boolean isCause) throws IOException {
        history.add(("{\"type\": \"deactivated\", \"doctor\": \"d1\", \"outcome\": \"unknown\", \"begun\": %d, "
                + "\"details\": [\"Nothing was changed\", \"%s\"]}").formatted(millis("10:02:59"), detail));
        changedBy("STAFF", "m1", "CANCELLED");

        assertThat(isByAnEdit()).isEqualTo(isCause);
    }

    @ParameterizedTest
    @CsvSource({ "'', true", "Nothing was changed, false" })
    void aRefusedEndOfAllSessionsEndsNone(String detail, boolean mayBeEnded) throws IOException {
        history.add("{\"type\": \"revocation\", \"person\": \"p1\", \"outcome\": \"unknown\", \"at\": 10000, "
                + "\"details\": [\"%s\"]}".formatted(detail));
        history.add("{\"type\": \"unauthenticated\", \"account\": \"patients\", \"person\": \"p1\", "
                + "\"issued\": 9000, \"at\": 60000}");

        assertThat(judge().isEmpty()).isEqualTo(mayBeEnded);
    }

    @Test
    void theRatingIsThatOfTheLastAcknowledgedRequest() throws IOException {
        rates("\"made\"", 3);
        rates("\"unknown\"", 4);
        rates("\"refused\"", 5);
        assertThat(judge()).containsExactly("rating of booking b1: 0, the requests left [3, 4]");

        listsRating("b1", 5);
        rated(1, 5);
        assertThat(judge()).containsExactly("rating of booking b1: 5, the requests left [3, 4]");

        rates("\"made\"", 5);
        assertThat(judge()).isEmpty();
    }

    @Test
    void anAverageHasTwoDecimals() throws IOException {
        List.of("b1", "b2", "b3").forEach(booking -> {
            rates("\"made\"", 1);
            history.add(history.removeLast().replace("b1", booking));
            listsRating(booking, 1);
        });
        end.add(end.removeLast().replace("\"stars\": 1", "\"stars\": 2"));
        history.add(history.removeLast().replace("\"stars\": 1", "\"stars\": 2"));
        rated(3, 1.33);

        assertThat(judge()).isEmpty();
    }

    @Test
    void aRatingWithoutARequestIsFound() throws IOException {
        listsRating("b1", 5);
        rated(1, 5);

        assertThat(judge()).containsExactly("rating of booking b1: 5, the requests left [0]");
    }

    @Test
    void twoRatingsOfOneVisitAreFound() throws IOException {
        rates("\"made\"", 2);
        listsRating("b1", 1);
        listsRating("b1", 1);
        rated(2, 1);

        assertThat(judge()).containsExactly("rating of booking b1: -2, the requests left [2]");
    }

    @ParameterizedTest
    @CsvSource({ "1, 4.99", "2, 5", "0, 0" })
    void anAverageWithoutARatingIsFound(int count, double average) throws IOException {
        rates("\"made\"", 5);
        listsRating("b1", 5);
        rated(count, average);

        assertThat(judge()).singleElement().asString().startsWith("doctor d1 has " + count + " ratings");
    }

    private void rates(String outcome, int stars) {
        history.add("{\"type\": \"rating\", \"doctor\": \"d1\", \"booking\": \"b1\", \"stars\": %d, \"outcome\": %s}"
                .formatted(stars, outcome));
    }

    private void listsRating(String booking, int stars) {
        end.add("{\"type\": \"rating\", \"doctor\": \"d1\", \"booking\": \"%s\", \"stars\": %d}".formatted(booking,
                stars));
    }

    private void rated(int count, double average) {
        end.removeIf(line -> line.contains("\"rated\""));
        end.add("{\"type\": \"rated\", \"doctor\": \"d1\", \"count\": %d, \"average\": %s}".formatted(count, average));
    }

    @Test
    void aLateAnswerAfterAFaultIsFound() throws IOException {
        recovers("\"openings\": 15001, \"booking list\": 15000, \"claim\": 1", 25);
        change(history, "\"unlisted\": 1", "\"unlisted\": 30000");

        assertThat(judge()).containsExactly("no openings for 15001 ms after kill redis",
                "no notifications for > 300000 ms after kill redis");
    }

    @Test
    void anOverloadedMachineMayAnswerLate() throws IOException {
        recovers("\"openings\": 15001", 26);

        assertThat(judge()).isEmpty();
    }

    @Test
    void answersMayWaitForLoginsAfterTheRemovalOfAKey() throws IOException {
        recovers("\"openings\": 15001", 0);
        history.add("{\"type\": \"key-removed\", \"at\": 4, \"issuer\": \"booking\"}");

        assertThat(judge()).containsExactly("no openings for 15001 ms after kill redis");
    }

    @Test
    void aRemovedKeyOfDoctorsKeepsNoPatientWaiting() throws IOException {
        recovers("\"openings\": 1, \"booking list\": 1, \"notifications\": 1, \"claim\": 15001", 0);
        history.add("{\"type\": \"key-removed\", \"at\": 4, \"issuer\": \"availability\"}");

        assertThat(judge()).containsExactly("no claim for 15001 ms after kill redis");
    }

    @Test
    void aBookedSlotIsUnlistedInFiveMinutes() throws IOException {
        recovers("", 99);
        change(history, "\"unlisted\": 1", "");
        assertThat(judge()).containsExactly("no unlisted for 300000 ms after kill redis");

        history.add("{\"type\": \"late\", \"at\": 299003, \"fault\": \"kill redis\", \"probe\": \"unlisted\", "
                + "\"millis\": 299000}");
        assertThat(judge()).isEmpty();

        change(history, "\"at\": 299003", "\"at\": 301003");
        change(history, "\"millis\": 299000", "\"millis\": 301000");
        assertThat(judge()).containsExactly("no unlisted for 300000 ms after kill redis");

        change(history, "\"millis\": 301000", "\"millis\": 290000");
        assertThat(judge()).containsExactly("no unlisted for 300000 ms after kill redis");
    }

    @ParameterizedTest
    @CsvSource({ "kill redis, 0, 60000, true", "kill redis, 0, 60001, false", "kill redis, 26, 60001, true",
            "kill all of booking-service, 25, 60001, false", "kill redis + cut kafka, 0, 60001, true",
            "upgrade booking-service, 0, 60001, true", "upgrade booking-service + kill redis, 0, 300001, false" })
    void aSlotIsUnlistedInAMinuteAfterASingleFault(String fault, int others, int millis, boolean isInTime)
            throws IOException {
        recovers(ALL_AT_ONCE, others);
        change(history, "\"unlisted\": 1", "\"unlisted\": %d".formatted(millis));
        change(history, "kill redis", fault);

        assertThat(judge()).hasSize(isInTime ? 0 : 1).allMatch(line -> line.startsWith("no unlisted for"));
    }

    @Test
    void anUnlistingMayWaitForTheLoginOfItsPatient() throws IOException {
        recovers(ALL_AT_ONCE, 0);
        change(history, "\"unlisted\": 1", "\"unlisted\": 60001");
        history.add("{\"type\": \"key-removed\", \"at\": 4, \"issuer\": \"booking\"}");

        assertThat(judge()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "3, 60003, 300003, false", "3, 60003, 300004, true", "2, 60003, 300004, false",
            "3, 60004, 300004, false" })
    void theMailOfALaterBookingComesInFiveMinutes(int begun, int acknowledged, int arrived, boolean isLate)
            throws IOException {
        recovers("", 99);
        booked(begun, acknowledged);
        inbox.replaceAll(mail -> mail.replace("1000", Integer.toString(arrived)));

        assertThat(judge()).isEqualTo(isLate ? List.of("no mail for 300000 ms after kill redis") : List.of());
    }

    @Test
    void aLaterBookingWithoutAMailIsFound() throws IOException {
        recovers(ALL_AT_ONCE, 0);
        booked(3, 4);
        inbox.clear();

        assertThat(judge()).contains("no mail for 300000 ms after kill redis");
    }

    @ParameterizedTest
    @CsvSource({ "3, 1.0, 0 of 1", "2, –, 0 of 0" })
    void theReportTimesMailsOfLaterBookings(int begun, String time, String number) throws IOException {
        recovers(ALL_AT_ONCE, 0);
        booked(begun, 4);
        judge();

        assertThat(Checker.judge(folder).recoveries())
                .contains("| kill redis | 1 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | %s | – |".formatted(time))
                .contains("mail: %s s, %s over 15 s".formatted(time, number));
    }

    @ParameterizedTest
    @CsvSource({ "'1\": 900, \"gateway 2\": 15000', 15.0, 0", "'1\": 900, \"gateway 2\": 15100', **15.1**, 1",
            "'1\": 900', **> 60**, 1" })
    void theReportHasTheSlowestInstance(String times, String slowest, int overLimit) throws IOException {
        starts("gateway 1", 71);
        starts("gateway 2", 72);
        recovers(ALL_AT_ONCE, 0);
        change(history, "\"others\"", "\"instances\": {\"gateway %s}, \"others\"".formatted(times));
        judge();

        assertThat(Checker.judge(folder).recoveries()).contains("| – | %s |".formatted(slowest))
                .contains("slowest instance: %s s, %d of 1 over 15 s".formatted(slowest.replace("*", ""), overLimit));
    }

    private void booked(int begun, int acknowledged) {
        change(history, "\"id\": \"r1\"", "\"id\": \"r1\", \"begun\": %d, \"at\": %d".formatted(begun, acknowledged));
    }

    private void recovers(String probed, int others) {
        var times = probed.isEmpty() ? "" : probed + ", ";
        history.add("""
                {"type": "healed", "at": 5, "ended": 3, "fault": "kill redis", \
                "recovered": {%s"unlisted": 1}, "others": %d}""".formatted(times, others));
    }

    @Test
    void aSilentInstanceBesideOneThatAnswersIsFound() throws IOException {
        starts("booking-service 1", 71);
        starts("booking-service 2", 72);
        answersAtTheEnd("booking-service 1", 71);
        answersAtTheEnd("booking-service 2", 72);
        recovers(ALL_AT_ONCE, 0);
        change(history, "\"others\": 0", "\"others\": 0, \"instances\": {\"booking-service 1\": 15000}");

        assertThat(judge()).containsExactly("no answer of booking-service 2 itself for > 60000 ms after kill redis");

        change(history, "\"booking-service 1\": 15000", "\"booking-service 1\": 15001, \"booking-service 2\": 1");
        assertThat(judge()).containsExactly("no answer of booking-service 1 itself for 15001 ms after kill redis");

        change(history, "\"others\": 0", "\"others\": 26");
        assertThat(judge()).isEmpty();
    }

    @Test
    void anInstanceThatEndedByItselfIsFound() throws IOException {
        history.add("{\"type\": \"ended\", \"at\": 5, \"instance\": \"gateway 1\", \"pid\": 71}");

        assertThat(judge()).containsExactly("gateway 1 ended by itself, process 71");
    }

    @Test
    void eachInstanceAnswersAtTheEndAsTheLastProcess() throws IOException {
        starts("gateway 1", 71);
        starts("gateway 1", 72);
        assertThat(judge()).containsExactly("gateway 1 does not answer at the end as process 72");

        answersAtTheEnd("gateway 1", 72);
        assertThat(judge()).isEmpty();

        change(history, "\"answers\": true", "\"answers\": false");
        assertThat(judge()).containsExactly("gateway 1 does not answer at the end as process 72");

        answersAtTheEnd("gateway 1", 71);
        assertThat(judge()).containsExactly("gateway 1 does not answer at the end as process 72");
    }

    private void starts(String instance, int pid) {
        history.add("{\"type\": \"started\", \"at\": 1, \"instance\": \"%s\", \"pid\": %d}".formatted(instance, pid));
    }

    private void answersAtTheEnd(String instance, int pid) {
        history.add("{\"type\": \"last\", \"at\": 9, \"instance\": \"%s\", \"pid\": %d, \"answers\": true}"
                .formatted(instance, pid));
    }

    @Test
    void aFaultWithoutAnEffectIsFound() throws IOException {
        history.add("{\"type\": \"strike-failed\", \"at\": 5, \"fault\": \"fill kafka\", \"reason\": \"9 bytes\"}");

        assertThat(judge()).containsExactly("fill kafka had no effect: 9 bytes");
    }

    @Test
    void deadLettersAndDamageAreFound() throws IOException {
        change(end, "\"overlaps\": 0", "\"overlaps\": 2");
        end.add("{\"type\": \"dead-letter\", \"topic\": \"x.dlt\", \"key\": \"b1\"}");

        assertThat(judge()).satisfiesExactly(line -> assertThat(line).startsWith("a record was set aside"),
                line -> assertThat(line).isEqualTo("the audit counts 2 overlaps"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "audit | the audit counts nothing", "rated | the average of doctor d1 is missing",
                    "hours | hours of doctor d1 on 2026-12-01: missing, the edits left [[09:00-12:00]]" })
    void whatTheApiDidNotAnswerIsFound(String type, String found) throws IOException {
        end.removeIf(line -> line.contains("\"type\": \"%s\"".formatted(type)));

        assertThat(judge()).contains(found);
    }

    @Test
    void anAuditWithoutCountsIsFound() throws IOException {
        change(end, "\"overlaps\": 0, \"withoutLicense\": 3", "\"overlaps\": null");

        assertThat(judge()).containsExactly("the audit counts nothing");
    }

    @Test
    void aRepeatedOfferIsExcusedOnce() throws IOException {
        fault("kill smtp", "10:02:05", "10:03:02", "10:03:02");
        offer("o1", "p2", "11:00", "11:30");
        inbox.removeLast();
        end.replaceAll(line -> line.contains("WAITLIST_OFFER") ? line.replace("SENT", "FAILED") : line);
        end.add(end.stream().filter(line -> line.contains("\"offer\"")).findFirst().orElseThrow());

        assertThat(judge()).isEmpty();
        assertThat(Checker.judge(folder).excuses()).containsEntry("mails about offers that expired first", 1);
    }

    @Test
    void aRunWithoutUseProvesNothing() throws IOException {
        judge();

        assertThat(Checker.judge(folder).missing())
                .contains("too little to judge: 1 bookings, and not 50 or more",
                        "too little to judge: 0 holds, and not 1 or more",
                        "too little to judge: 0 entries of the waitlist that a booking ended, and not 1 or more")
                .noneMatch(line -> line.contains("moves"));
    }

    @Test
    void theKeysOfBothIssuersMustBeRemoved() throws IOException {
        removesKey("booking");
        assertThat(missingKeys())
                .containsExactly("too little to judge: 0 removed keys of the availability service, and not 1 or more");

        removesKey("availability");
        assertThat(missingKeys()).isEmpty();
    }

    private void removesKey(String issuer) {
        history.add("{\"type\": \"key-removed\", \"issuer\": \"%s\", \"at\": 1}".formatted(issuer));
    }

    private List<String> missingKeys() throws IOException {
        judge();
        return Checker.judge(folder).missing().stream().filter(line -> line.contains("keys")).toList();
    }

    @ParameterizedTest
    @CsvSource({ "'', '', 0", "broken, '', 1", "'', missing, 1" })
    void theProgramFailsIfAPromiseWasBroken(String broken, String missing, int status) {
        assertThat(Checker.print(new Checker.Verdict(lines(broken), lines(missing), Map.of(), 0, "")))
                .isEqualTo(status);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    @ParameterizedTest
    @CsvSource({ "25, 26, false", "26, 26, true", "25, 25, false" })
    void halfOfTheFaultsMustBeJudged(int first, int second, boolean isTooLittle) throws IOException {
        recovers("", first);
        recovers("", second);
        judge();

        assertThat(Checker.judge(folder)
                .missing()
                .contains("too little to judge: 0 faults after which other programs left enough of the processors, "
                        + "and not 1 or more")).isEqualTo(isTooLittle);
    }

    @ParameterizedTest
    @CsvSource({ "restart postgresql, 0, true", "restart postgresql, 1, false", "kill postgresql, 0, false" })
    void aRestartBetweenCommitsProvesNothing(String fault, int waiting, boolean isTooLittle) throws IOException {
        fault(fault, 1, 2, 3);
        history.add("{\"type\": \"shut-down\", \"waiting\": %d}".formatted(waiting));
        judge();

        assertThat(Checker.judge(folder).missing().stream().anyMatch(line -> line.contains("restarts of PostgreSQL")))
                .isEqualTo(isTooLittle);
    }

    @Test
    void theHoursAreThoseOfTheLastAcknowledgedEdit() throws IOException {
        hours(history, "", "\"made\"", "10:00-12:00");
        hours(history, "2026-12-01", "\"made\"", "09:00-11:00");
        hours(history, "2026-12-01", "\"refused\"", "11:00-12:00");
        assertThat(judge()).singleElement().asString().startsWith("hours of doctor d1 on 2026-12-01: [09:00-12:00]");

        change(end, "[\"09:00-12:00\"]", "[\"09:00-11:00\"]");
        List.of("11:00", "11:30").forEach(this::unlists);
        assertThat(judge()).isEmpty();

        hours(history, "2026-12-01", "\"unknown\"", "11:00-12:00");
        assertThat(judge()).isEmpty();
    }

    @Test
    void eachServiceShowsTheLastAcknowledgedName() throws IOException {
        named("name", "made", "Dora A");
        List.of("availability-service", "booking-service", "notification-service")
                .forEach(service -> shows(service, "Dora A"));
        assertThat(judge()).isEmpty();

        named("renamed", "made", "Dora B");
        named("renamed", "refused", "Dora C");
        assertThat(judge()).hasSize(3);

        change(end, "Dora A", "Dora B");
        assertThat(judge()).isEmpty();

        change(end, "Dora B", "Dora C");
        assertThat(judge()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({ "Dora B, true", "Dora C, true", "Dora A, false" })
    void aNameOfAnUnknownChangeMayBeShown(String shown, boolean isPossible) throws IOException {
        named("name", "made", "Dora A");
        named("renamed", "made", "Dora B");
        named("renamed", "unknown", "Dora C");
        shows("availability-service", "Dora B");
        shows("booking-service", "Dora B");
        shows("notification-service", shown);

        assertThat(judge()).hasSize(isPossible ? 0 : 1)
                .allMatch(line -> line.startsWith("name of doctor d1 in notification-service: [Dora A]"));
    }

    @Test
    void aNameThatAServiceDoesNotShowIsFound() throws IOException {
        named("name", "made", "Petra A");
        change(history, "\"role\": \"doctor\"", "\"role\": \"patient\"");
        shows("booking-service", "Petra A");

        assertThat(judge())
                .containsExactly("name of patient d1 in notification-service: [], the changes left [Petra A]");
    }

    private void named(String type, String outcome, String name) {
        history.add(("{\"type\": \"%s\", \"role\": \"doctor\", \"person\": \"d1\", \"outcome\": \"%s\", "
                + "\"name\": \"%s\"}").formatted(type, outcome, name));
    }

    private void shows(String service, String name) {
        end.add("{\"type\": \"name\", \"service\": \"%s\", \"person\": \"d1\", \"name\": \"%s\"}".formatted(service,
                name));
    }

    @Test
    void aBookingOutsideOfTheHoursIsFound() throws IOException {
        hours(history, "", "\"unknown\"", "11:00-12:00");
        change(end, "[\"09:00-12:00\"]", "[\"11:00-12:00\"]");
        unlists("09:00");

        assertThat(judge()).containsExactly("booking b1 is outside of the hours");
    }

    private static void hours(List<String> file, String date, String outcome, String window) {
        file.add("{\"type\": \"hours\", \"doctor\": \"d1\", \"date\": \"%s\", \"outcome\": %s, \"windows\": [\"%s\"]}"
                .formatted(date, outcome, window));
    }

    private static void change(List<String> file, String from, String to) {
        assertThat(file).anyMatch(line -> line.contains(from));
        file.replaceAll(line -> line.replace(from, to));
    }

    private List<String> judge() throws IOException {
        Files.write(folder.resolve("history.jsonl"), history);
        Files.write(folder.resolve("end.jsonl"), end);
        Files.write(folder.resolve("topic.jsonl"), topic);
        Files.write(folder.resolve("inbox.jsonl"), inbox);
        return Checker.judge(folder).broken();
    }

    private void anotherBooking(String patient, String start, String finish) {
        topic.add(event("e3", "b2", 1, start, finish).replace("\"p1\"", '"' + patient + '"'));
    }

    private void mail(String to, String id) {
        inbox.add(mailOf(to, id, BOOKING));
        end.add(listedMail(to, id, BOOKING, "SENT"));
    }

    private static String mailOf(String to, String id, String booking) {
        return ("{\"at\": 1000, \"to\": \"%s@x\", \"messageId\": \"%s-%s\", "
                + "\"references\": \"<%s@medislot.example>\", \"subject\": \"%s\"}").formatted(to, to, id, booking,
                        id.equals("m1") ? "Appointment confirmed: Tue, Dec 1, 9:30 AM UTC"
                                : "Appointment moved: Tue, Dec 1, 10:00 AM UTC");
    }

    private static String listedMail(String to, String id, String booking, String status) {
        return "{\"type\": \"mail\", \"id\": \"%s-%s\", \"to\": \"%s@x\", \"booking\": \"%s\", \"status\": \"%s\"}"
                .formatted(to, id, to, booking, status);
    }

    private void offer(String id, String patient, String start, String finish) {
        end.add(("{\"type\": \"offer\", \"id\": \"%s\", \"patient\": \"%s\", \"doctor\": \"d1\", "
                + "\"start\": \"2026-12-01T%s:00Z\", \"end\": \"2026-12-01T%s:00Z\", "
                + "\"from\": \"2026-11-28T10:02:00Z\", \"until\": \"2026-11-28T10:04:00Z\"}").formatted(id, patient,
                        start, finish));
        end.add(("{\"type\": \"mail\", \"id\": \"%s\", \"kind\": \"WAITLIST_OFFER\", \"to\": null, \"booking\": null, "
                + "\"status\": \"SENT\"}").formatted(id));
        inbox.add(("{\"at\": 1000, \"to\": \"%s@x\", \"messageId\": \"<%s@medislot.example>\", \"references\": \"\", "
                + "\"subject\": \"Appointment available: Tue, Dec 1, %s AM UTC\"}").formatted(patient, id, start));
        history.add("{\"type\": \"patient\", \"id\": \"%1$s\", \"email\": \"%1$s@x\", \"guardian\": \"%1$s\"}"
                .formatted(patient));
    }

    private void lists(String start) {
        end.add(openingAt(start));
        end.add(freeAtTheDesk(start));
    }

    private void unlists(String start) {
        assertThat(end.remove(openingAt(start)) && end.remove(freeAtTheDesk(start))).isTrue();
    }

    private static String freeAtTheDesk(String start) {
        return ("{\"type\": \"desk-slot\", \"doctor\": \"d1\", \"start\": \"2026-12-01T%s:00Z\", \"status\": \"OPEN\", "
                + "\"visitTypes\": [\"\"]}").formatted(start);
    }

    private void showsOnTheDays(String booking, String start, String finish) {
        end.add(inTheCalendar(start, finish));
        end.add(("{\"type\": \"desk-slot\", \"doctor\": \"d1\", \"start\": \"2026-12-01T%s:00Z\", "
                + "\"status\": \"BOOKED\", \"booking\": \"%s\", \"visitTypes\": [\"\"]}").formatted(start, booking));
    }

    private static String inTheCalendar(String start, String finish) {
        return ("{\"type\": \"day-slot\", \"doctor\": \"d1\", \"start\": \"2026-12-01T%s:00Z\", "
                + "\"end\": \"2026-12-01T%s:00Z\", \"status\": \"BOOKED\"}").formatted(start, finish);
    }

    private static String openingAt(String start) {
        return "{\"type\": \"opening\", \"doctor\": \"d1\", \"start\": \"2026-12-01T%s:00Z\"}".formatted(start);
    }

    private static String listed(String id, int version, String reason, String start, String finish) {
        return ("{\"type\": \"booking\", \"booking\": {\"id\": \"%s\", \"version\": %d, \"status\": \"CONFIRMED\", "
                + "\"patientId\": \"p1\", \"patientState\": \"CA\", \"doctorId\": \"d1\", \"reason\": \"%s\", "
                + "\"start\": \"2026-12-01T%s:00Z\", \"end\": \"2026-12-01T%s:00Z\"}}").formatted(id, version, reason,
                        start, finish);
    }

    private static String event(String id, String booking, int version, String start, String finish) {
        return ("{\"ce_id\": \"%s\", \"key\": \"%s\", \"value\": {\"version\": %d, \"status\": \"CONFIRMED\", "
                + "\"occurredAt\": \"2026-11-28T10:0%d:00Z\", \"actor\": {\"id\": \"p1\"}, \"patientId\": \"p1\", "
                + "\"patientState\": \"CA\", \"doctorId\": \"d1\", "
                + "\"slot\": {\"id\": \"s-%s\", \"start\": \"2026-12-01T%s:00Z\", "
                + "\"end\": \"2026-12-01T%s:00Z\"}}}").formatted(id, booking, version, version, start, start, finish);
    }
}
