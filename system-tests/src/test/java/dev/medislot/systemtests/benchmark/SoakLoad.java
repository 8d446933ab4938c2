package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.benchmark.SoakVisits.Visit;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests through the gateway at a fixed rate: searches, and visits that are booked, moved 10 s later and cancelled 20
 * s later, but not all of them; seldom a login.
 */
final class SoakLoad implements AutoCloseable {

    enum Kind {
        SEARCH("searches"), BOOKING("bookings, moves and cancellations"), LOGIN("logins");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    static final int PER_SECOND = 25;
    static final int VISITS_PER_SECOND = 2;
    private static final int SECONDS_TO_MOVE = 10;
    private static final int SECONDS_TO_CANCEL = 20;
    private static final int SECONDS_BETWEEN_LOGINS = 10;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TimedCalls calls;
    private final Person patient;
    private final List<Visit> visits;
    private final Set<Visit> moved = ConcurrentHashMap.newKeySet();
    private final Set<Visit> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<Kind, Queue<Long>> nanos = new EnumMap<>(Kind.class);
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    SoakLoad(Medislot medislot, List<Visit> visits) {
        this.calls = new TimedCalls(medislot.gateway().url());
        this.patient = medislot.clinic().aPatient("NY");
        this.visits = visits;
        List.of(Kind.values()).forEach(kind -> nanos.put(kind, new ConcurrentLinkedQueue<>()));
    }

    /** The sorted times of all answers in ns. */
    Map<Kind, long[]> run(int firstSecond, int seconds) throws Exception {
        nanos.values().forEach(Queue::clear);
        new FixedRate(PER_SECOND).run(firstSecond * PER_SECOND, seconds * PER_SECOND, this::request);
        var sorted = new EnumMap<Kind, long[]>(Kind.class);
        nanos.forEach((kind, times) -> sorted.put(kind, times.stream().mapToLong(Long::longValue).sorted().toArray()));
        return sorted;
    }

    Queue<String> errors() {
        return errors;
    }

    private void request(int number) throws InterruptedException {
        int second = number / PER_SECOND;
        switch (number % PER_SECOND) {
            case 0 -> book(second * VISITS_PER_SECOND);
            case 12 -> book(second * VISITS_PER_SECOND + 1);
            case 4 -> move((second - SECONDS_TO_MOVE) * VISITS_PER_SECOND);
            case 8 -> cancel((second - SECONDS_TO_CANCEL) * VISITS_PER_SECOND);
            case 16 -> cancel((second - SECONDS_TO_CANCEL) * VISITS_PER_SECOND + 1);
            case 20 -> logIn(second);
            default -> search(number);
        }
    }

    private void search(int number) throws InterruptedException {
        var from = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(4, ChronoUnit.DAYS);
        var path = number % 5 == 1 ? "/api/v1/slots/by-doctor?state=NY&limit=20"
                : "/api/v1/slots?state=NY&limit=50&from=%s&to=%s".formatted(from, from.plus(14, ChronoUnit.DAYS));
        var found = send(Kind.SEARCH, "GET", path, "", "", 200);
        if (found.path("items").isEmpty() && found.path("doctors").isEmpty()) {
            errors.add("no openings: " + found);
        }
    }

    private void book(int number) throws InterruptedException {
        var visit = visits.get(number);
        var body = "{\"slotId\":\"%s\"}".formatted(visit.slot());
        var booking = send(Kind.BOOKING, "POST", "/api/v1/bookings", visit.token(), body, 201);
        visit.booking().complete(booking.path("id").asString(""));
    }

    private void move(int number) throws InterruptedException {
        if (isBooked(number)) {
            var visit = visits.get(number);
            patch(visit, "{\"slotId\":\"%s\"}".formatted(visit.laterSlot()));
            moved.add(visit);
        }
    }

    /** Every fourth visit stays. */
    private void cancel(int number) throws InterruptedException {
        if (isBooked(number) && number % 4 != 3) {
            patch(visits.get(number), "{\"status\":\"CANCELLED\"}");
            cancelled.add(visits.get(number));
        }
    }

    private boolean isBooked(int number) {
        return number >= 0 && !visits.get(number).booking().getNow("").isEmpty();
    }

    private void patch(Visit visit, String change) throws InterruptedException {
        send(Kind.BOOKING, "PATCH", path(visit), visit.token(), change, 200);
    }

    private void logIn(int second) throws InterruptedException {
        if (second % SECONDS_BETWEEN_LOGINS == 0) {
            var login = JSON.writeValueAsString(Map.of("email", patient.email(), "password", Clinic.PASSWORD));
            send(Kind.LOGIN, "POST", "/api/v1/patients/login", "", login, 200);
        }
    }

    private static String path(Visit visit) {
        return "/api/v1/bookings/" + visit.booking().join();
    }

    /** A wrong status, or no answer, counts as an error. */
    private JsonNode send(Kind kind, String method, String path, String token, String json, int expected)
            throws InterruptedException {
        try {
            var answer = calls.call(method, path, token, json, expected);
            nanos.get(kind).add(answer.nanos());
            return answer.body();
        } catch (IOException | AssertionError e) {
            errors.add("%s %s: %s".formatted(method, path, e));
            return JSON.missingNode();
        }
    }

    /** Compares each booking with what was answered; differences count as errors. Returns the number of bookings. */
    int check() throws InterruptedException {
        var booked = visits.stream().filter(visit -> !visit.booking().getNow("").isEmpty()).toList();
        for (var visit : booked) {
            var booking = send(Kind.SEARCH, "GET", path(visit), visit.token(), "", 200);
            var slot = moved.contains(visit) ? visit.laterSlot() : visit.slot();
            var status = cancelled.contains(visit) ? "CANCELLED" : "CONFIRMED";
            if (!booking.path("slotId").asString("").equals(slot)
                    || !booking.path("status").asString("").equals(status)) {
                errors.add("not %s at %s: %s".formatted(status, slot, booking));
            }
        }
        return booked.size();
    }

    @Override
    public void close() {
        calls.close();
    }
}
