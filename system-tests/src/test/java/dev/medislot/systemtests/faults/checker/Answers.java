package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A booking that was acknowledged is there, one that was refused is not, one of unknown outcome was made at most once,
 * and no other is there. No answer was 500, each 503 to a write says whether its outcome is known, and no session ended
 * without a reason.
 */
final class Answers {

    /** A stopped process may finish a request 25 s after it began, and the answer to a login may take 4 s. */
    private static final long UNTIL_REVOKED = Duration.ofSeconds(29).toMillis();

    private static final Pattern SAYS_THE_OUTCOME = Pattern.compile("It is not known whether|[Nn]othing was changed");
    /** An earlier version answers so when it hashes no more passwords at once. */
    private static final String EARLIER_PASSWORDS = "Too many people log in at this moment";

    private final Saved saved;
    private final List<String> broken = new ArrayList<>();

    Answers(Saved saved) {
        this.saved = saved;
    }

    List<String> broken() {
        books();
        booksWithoutRequest();
        saved.history("answered-500").forEach(line -> broken.add("answered 500: " + line));
        saved.history("answered-503")
                .filter(this::isUnclear)
                .forEach(line -> broken.add("answered 503 without a word on the outcome: " + line));
        saved.history("unauthenticated")
                .filter(line -> !isKeyRemoved(line) && !mayBeRevoked(line))
                .forEach(line -> broken.add("logged out without a reason: " + line));
        return broken;
    }

    private boolean isUnclear(JsonNode answer) {
        var detail = Saved.text(answer, "detail");
        return !SAYS_THE_OUTCOME.matcher(detail).find() && !(isUpgrade() && detail.equals(EARLIER_PASSWORDS));
    }

    private boolean isUpgrade() {
        return saved.history("run").anyMatch(run -> !Saved.text(run, "upgrade-from").equals("-"));
    }

    /** Only the removal of the key that signed a token may end it; a new key ends none. */
    private boolean isKeyRemoved(JsonNode refused) {
        return saved.isKeyRemoved(refused) && saved.excuse("logouts after the removal of a key");
    }

    /** A revocation of unknown outcome ends the sessions that began before it was carried out. */
    private boolean mayBeRevoked(JsonNode refused) {
        return saved.mayBeMade("revocation")
                .filter(revocation -> Saved.text(revocation, "person").equals(Saved.text(refused, "person")))
                .mapToLong(revocation -> revocation.path("at").asLong())
                .anyMatch(at -> at <= refused.path("at").asLong()
                        && refused.path("issued").asLong() <= at + UNTIL_REVOKED)
                && saved.excuse("logouts after an end of all sessions of unknown outcome");
    }

    /** Each request to book has an id of its own, which is the reason of its booking. */
    private void books() {
        Map<String, List<JsonNode>> byRequest = saved.bookings()
                .collect(Collectors.groupingBy(booking -> Saved.text(booking, "reason")));
        saved.history("book").forEach(request -> {
            var made = byRequest.getOrDefault(Saved.text(request, "id"), List.of()).size();
            var fits = switch (Saved.outcome(request)) {
                case "made" -> made == 1;
                case "refused" -> made == 0;
                default -> made <= 1;
            };
            if (!fits) {
                broken.add("%d bookings of the request %s".formatted(made, request));
            } else if (made == 1) {
                compare(request, byRequest.get(Saved.text(request, "id")).getFirst());
            }
        });
    }

    private void compare(JsonNode request, JsonNode booking) {
        var first = saved.versions.getOrDefault(Saved.text(booking, "id"), List.of())
                .stream()
                .filter(version -> version.path("version").asInt() == 1)
                .findFirst();
        var isAsked = first.map(version -> is(request, "patient", Saved.text(version, "patientId"))
                && is(request, "slot", Saved.text(version.path("slot"), "id")));
        if (!isAsked.orElse(true)) {
            broken.add("booking %s is not that of the request %s".formatted(Saved.text(booking, "id"), request));
        }
    }

    /** A request for an offer of the waitlist names no slot. */
    private static boolean is(JsonNode request, String name, String value) {
        return !request.has(name) || Saved.text(request, name).equals(value);
    }

    private void booksWithoutRequest() {
        Set<String> requests = saved.history("book").map(line -> Saved.text(line, "id")).collect(Collectors.toSet());
        saved.bookings()
                .filter(booking -> !requests.contains(Saved.text(booking, "reason")))
                .forEach(booking -> broken.add("booking %s without a request".formatted(Saved.text(booking, "id"))));
    }
}
