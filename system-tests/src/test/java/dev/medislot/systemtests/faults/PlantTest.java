package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No error shows the sign of another one that is planted in the same run. */
class PlantTest {

    private static final Pattern RUN = Pattern.compile("<faults\\.plant>([^<]+)</faults\\.plant>");
    private static final String HELD = "Held[id=%s, patient=p1, from=2026-11-29T20:07:02Z, "
            + "until=2026-11-29T20:07:47Z, visit=Span[start=2026-12-02T17:30:00Z, end=2026-12-02T17:50:00Z], "
            + "busy=Span[start=2026-12-02T17:20:00Z, end=2026-12-02T18:00:00Z]]";

    /** What the checker says of each error, the first line its sign. */
    private static final Map<Plant, List<String>> LINES = Map.ofEntries(
            Map.entry(Plant.DROPPED_CONSTRAINT, List.of(overlap("doctor d1 has ", "b1", "b2"),
                    overlap("patient p1 has ", "b1", "b2"), overlap("doctor d1 has in the buffer only ", "b1", "b2"),
                    "answered 500: {\"type\":\"answered-500\",\"method\":\"POST\",\"path\":\"/api/v1/bookings\"}",
                    "the audit counts 2 overlaps", "booking b1 is 2 times in the calendar of its doctor",
                    "a calendar shows a booking that is not live: {\"type\":\"day-slot\"}")),
            Map.entry(Plant.BUFFERS_LEFT_OUT, List.of(overlap("doctor d1 has in the buffer only ", "b1", "b2"))),
            Map.entry(Plant.OUTBOX_OUTSIDE_THE_TRANSACTION,
                    List.of("booking b1 has version 2, the topic ends with {\"version\":1}",
                            "versions of booking b1 on the topic: [1, 3]", "booking b1 is on the topic alone",
                            "1 changes of booking b1 by p1, 2 were acknowledged and 0 are unknown",
                            "1 mails about booking b1 to p1@x: CREATED, Wed, Dec 2, 9:30 AM PST for 0 versions",
                            overlap("doctor d1 has ", "offer o1", "b2"),
                            overlap("doctor d1 has in the buffer only ", "offer o1", "b2"),
                            overlap("doctor d1 has in the buffer only ", "b1", "hold h1"),
                            "booking b1 stays in \"NV\", the doctor is licensed in [CA]", "booking b1 is in time off",
                            "booking b1 is outside of the hours",
                            "name of patient p1 in notification-service: [], the changes left [Petra Quillfeather]",
                            "openings of doctor d1: missing [], wrong [2026-12-02T17:30:00Z]",
                            "free slots at the front desk of doctor d1: missing [], wrong [2026-12-02T17:30:00Z]")),
            Map.entry(Plant.DROPPED_INBOX_KEY, List.of("mail <m1@medislot.example> to p1@x came 2 times")),
            Map.entry(Plant.LICENSE_NOT_ASKED_FOR,
                    List.of("booking b1 is in \"NV\", the doctor is licensed in [CA]",
                            "booking b1 stays in \"NV\", the doctor is licensed in [CA]",
                            "booking b1 was made in \"NV\" at 2026-11-29T20:07:02Z, after the license had ended at "
                                    + "2026-11-29T20:06:02Z")),
            Map.entry(Plant.DOUBLE_HOLD,
                    List.of(overlap("doctor d1 has ", "offer o1", "b2"), overlap("doctor d1 has ", "hold h1", "b2"),
                            "answered 500: {\"path\":\"/api/v1/bookings\"}")),
            Map.entry(Plant.REVOKED_TOKEN_ACCEPTED,
                    List.of("a token of an ended session was answered 200 at /bookings")),
            Map.entry(Plant.RATING_LOST, List.of("doctor d1 has 1 ratings of 5.0 on average, listed are 2 of 4.5")),
            Map.entry(Plant.DAY_LOST,
                    List.of("free slots at the front desk of doctor d1: missing [2026-12-02T17:30:00Z], wrong []")),
            Map.entry(Plant.SENT_MAIL_LISTED_AS_FAILED,
                    List.of("mail {\"id\":\"m1\"} is listed as FAILED, the inbox has {\"to\":\"p1@x\"}",
                            "no mail about the offer o1 to p1 of 2026-12-02T17:30:00Z until 2026-11-29T20:07:47Z")),
            Map.entry(Plant.OLDER_EVENTS_APPLIED,
                    List.of("openings of doctor d1: missing [2026-12-02T17:30:00Z], wrong []",
                            "booking b1 is 0 times in the calendar of its doctor")));

    private static String overlap(String whose, String one, String other) {
        return whose + HELD.formatted(one) + " and " + HELD.formatted(other);
    }

    /** The errors of each run of the profile {@code planted-faults}. */
    private static List<Set<Plant>> runs() throws IOException {
        return RUN.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(run -> Plant.named(run.group(1)))
                .toList();
    }

    @Test
    void eachErrorIsInOneRun() throws IOException {
        assertThat(runs().stream().flatMap(Set::stream)).containsExactlyInAnyOrder(Plant.values());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void anErrorIsFoundByItsOwnSignOnly(Set<Plant> run) {
        for (var plant : run) {
            assertThat(plant.isFoundIn(LINES.get(plant))).as("%s", plant).isTrue();
            assertThat(run.stream().filter(other -> other != plant).map(LINES::get).toList()).as("%s", plant)
                    .noneMatch(plant::isFoundIn);
        }
    }

    @Test
    void eachErrorHasLines() {
        assertThat(LINES).containsOnlyKeys(Plant.values());
    }
}
