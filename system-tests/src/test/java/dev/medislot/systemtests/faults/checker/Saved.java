package dev.medislot.systemtests.faults.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of a run: the answers to clients, the final state, the events and the mails. */
final class Saved {

    /** A pattern before the name of a service: the fault concerns its processes, not the network to them. */
    static final String PROCESS_OF = "(?<!(?:cut|slow|halve|lose) )";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NOTHING = Pattern.compile("(Nothing|.*; nothing) was changed");

    final List<JsonNode> history;
    final List<JsonNode> end;
    final List<JsonNode> topic;
    final List<JsonNode> inbox;
    private final Map<String, Instant> acknowledgments;
    /** The events of each booking in the order of the topic, without repeats. */
    final Map<String, List<JsonNode>> versions = new LinkedHashMap<>();
    /** The offers of the waitlist without repeats. */
    final List<JsonNode> offers;
    /** How often something was not judged, or allowed, because of what may have kept Medislot from its promise. */
    final Map<String, Integer> excuses = new TreeMap<>();

    Saved(Path folder) {
        history = lines(folder.resolve("history.jsonl"));
        end = lines(folder.resolve("end.jsonl"));
        topic = lines(folder.resolve("topic.jsonl"));
        inbox = lines(folder.resolve("inbox.jsonl"));
        var ids = new HashSet<String>();
        for (var event : topic) {
            if (ids.add(event.path("ce_id").asString())) {
                versions.computeIfAbsent(event.path("key").asString(), _ -> new ArrayList<>()).add(event.path("value"));
            }
        }
        offers = List.copyOf(end("offer").collect(Collectors.toMap(offer -> text(offer, "id"), Function.identity(),
                (first, _) -> first, LinkedHashMap::new)).values());
        acknowledgments = acknowledgments();
    }

    Stream<JsonNode> history(String type) {
        return of(history, type);
    }

    Stream<JsonNode> end(String type) {
        return of(end, type);
    }

    /** The bookings as the API lists them at the end. */
    Stream<JsonNode> bookings() {
        return end("booking").map(line -> line.path("booking"));
    }

    private static Stream<JsonNode> of(List<JsonNode> lines, String type) {
        return lines.stream().filter(line -> text(line, "type").equals(type));
    }

    /** Counts something that is excused, and returns true. */
    boolean excuse(String what) {
        excuses.merge(what, 1, Integer::sum);
        return true;
    }

    /** Whether a fault of that name had struck by then and Medislot had not recovered. */
    boolean isUnderFault(Pattern name, long at) {
        return isUnderFault(name, at, at);
    }

    /** Whether that was so at any moment of this time. */
    boolean isUnderFault(Pattern name, long from, long until) {
        return Faults.named(name, history).stream().anyMatch(fault -> fault.overlaps(from, until));
    }

    /** Whether events were read late in all of this time, because of faults of that name and the backlog after them. */
    boolean isLateThroughout(Pattern name, long maxBacklog, long from, long until) {
        return Faults.withBacklog(name, maxBacklog, history).stream().anyMatch(time -> time.has(from, until));
    }

    /** Whether the key that may have signed the token of this account and time was removed by then. */
    boolean isKeyRemoved(JsonNode use) {
        var issuer = text(use, "account").equals("patients") ? "booking" : "availability";
        long issued = use.path("issued").asLong();
        long at = use.path("at").asLong();
        return history("key-removed").anyMatch(removed -> text(removed, "issuer").equals(issuer)
                && issued <= removed.path("at").asLong() && removed.path("at").asLong() <= at);
    }

    /** The requests of that type that were made or may have been. */
    Stream<JsonNode> mayBeMade(String type) {
        return history(type).filter(line -> !outcome(line).equals("refused"));
    }

    /** The removals that were sent and not refused. */
    Stream<JsonNode> removing() {
        var refused = history("not-removed").filter(line -> outcome(line).equals("refused"))
                .map(line -> text(line, "request"))
                .collect(Collectors.toSet());
        return history("removing").filter(line -> !refused.contains(text(line, "request")));
    }

    /** The ids of those who change bookings themselves: patients and the front desk. */
    Set<String> callers() {
        return Stream.of("patient", "staff")
                .flatMap(this::history)
                .map(line -> text(line, "id"))
                .collect(Collectors.toSet());
    }

    /** The zone of all people. */
    ZoneId zone() {
        return ZoneId.of(text(history("days").findFirst().orElseThrow(), "zone"));
    }

    /** The line of a doctor. */
    JsonNode doctor(String id) {
        return history("doctor").filter(line -> text(line, "id").equals(id)).findFirst().orElseThrow();
    }

    /** The visit types that a doctor has at the end. */
    List<JsonNode> visitTypes(String doctor) {
        return linesOfTypes(doctor).reduce((_, last) -> last).orElseThrow().path("types").valueStream().toList();
    }

    /** A visit type that a doctor has or had, the default visit without an id. */
    JsonNode visitType(String doctor, String id) {
        return linesOfTypes(doctor).flatMap(line -> line.path("types").valueStream())
                .filter(type -> text(type, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The line of a doctor, and those of later visit types. */
    private Stream<JsonNode> linesOfTypes(String doctor) {
        return Stream.concat(Stream.of(doctor(doctor)),
                history("types").filter(line -> text(line, "doctor").equals(doctor)));
    }

    /** The ids of a guardian and the dependents, by that of one of them. */
    Set<String> family(String patient) {
        var guardian = guardian(patient);
        return guardian.isEmpty() ? Set.of(patient)
                : history("patient").filter(line -> text(line, "guardian").equals(guardian))
                        .map(line -> text(line, "id"))
                        .collect(Collectors.toSet());
    }

    private String guardian(String patient) {
        return history("patient").filter(line -> text(line, "id").equals(patient))
                .map(line -> text(line, "guardian"))
                .findFirst()
                .orElse("");
    }

    /** When the client of a booking or a change had the answer that it was made; empty if it never had. */
    Optional<Instant> acknowledged(String booking, int version) {
        return Optional.ofNullable(acknowledgments.get(booking + " " + version));
    }

    private Map<String, Instant> acknowledgments() {
        var times = new HashMap<String, Instant>();
        Stream.of("book", "change")
                .flatMap(this::history)
                .filter(line -> outcome(line).equals("made"))
                .forEach(line -> times.putIfAbsent(text(line, "booking") + " " + line.path("version").asInt(1),
                        Instant.ofEpochMilli(line.path("at").asLong(Long.MAX_VALUE))));
        return times;
    }

    /**
     * The outcome of a request: {@code made}, {@code refused} or {@code unknown}. The client takes 503 for unknown; if
     * each attempt was told that nothing was changed, the request is refused. It takes any other last answer for a
     * refusal; if that says that an earlier attempt still runs, the outcome is unknown.
     */
    static String outcome(JsonNode request) {
        if (isUnchanged(request)) {
            return "refused";
        }
        var isRunning = request.path("status").asInt(0) == 409
                && text(request, "problem").equals("idempotency-conflict");
        return isRunning ? "unknown" : text(request, "outcome");
    }

    private static boolean isUnchanged(JsonNode request) {
        var details = request.path("details");
        return !details.isEmpty()
                && details.valueStream().allMatch(detail -> NOTHING.matcher(detail.asString("")).matches());
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static List<JsonNode> lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
