import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Restarts every instance of every service, one after the other, while patients search, book, read and cancel; counts
 * the responses and the mails. Fails if a request failed, or if a mail is missing or arrived twice.
 * <p>
 * For a Medislot in compose with at least two instances of each service and an empty inbox:
 *
 * <pre>
 * docker compose up -d --wait --scale availability=2 --scale booking=2 --scale notification=2
 * java docker/RollingRestart.java
 * </pre>
 *
 * With {@code UPGRADE_TO}, an image tag, it replaces each instance by one of that version instead: it starts as many
 * new instances next to the old ones, and then stops the old ones one after the other.
 */
class RollingRestart {

    static final List<String> SERVICES = List.of("availability", "booking", "notification");
    static final String GATEWAY = "http://127.0.0.1:" + setting("GATEWAY_PORT", "8080") + "/api/v1";
    static final String INBOX = "http://127.0.0.1:" + setting("MAILPIT_PORT", "8025") + "/api/v1";
    static final int PATIENTS = Integer.parseInt(setting("PATIENTS", "8"));
    static final Duration PAUSE = Duration.ofMillis(Long.parseLong(setting("PAUSE_MS", "100")));
    static final String UPGRADE_TO = setting("UPGRADE_TO", "");
    static final String RUN = Long.toString(System.currentTimeMillis(), 36);
    static final String PASSWORD = "correct horse battery";
    static final String ZONE = "America/Los_Angeles";

    final HttpClient http = HttpClient.newHttpClient();
    final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
    final AtomicInteger booked = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    volatile boolean running = true;

    void main() throws Exception {
        var instances = instances();
        var staff = login("staff", setting("MEDISLOT_STAFF_EMAIL", "staff@medislot.example"),
                setting("MEDISLOT_STAFF_PASSWORD", "medislot-staff"));
        for (int i = 0; i < 3; i++) {
            aDoctor("doctor-%s-%d@rolling.example".formatted(RUN, i), staff);
        }
        var tokens = new ArrayList<String>();
        for (int i = 0; i < PATIENTS; i++) {
            tokens.add(aPatient("patient-%s-%d@rolling.example".formatted(RUN, i)));
        }
        while (openings(1).isEmpty()) {
            Thread.sleep(500);
        }
        try (var patients = Executors.newVirtualThreadPerTaskExecutor()) {
            var loads = tokens.stream().map(token -> patients.submit(() -> keepBooking(token))).toList();
            awaitBookings();
            if (UPGRADE_TO.isEmpty()) {
                for (var instance : instances) {
                    restart(instance);
                }
            } else {
                for (var service : SERVICES) {
                    upgrade(service);
                }
            }
            awaitBookings();
            running = false;
            for (var load : loads) {
                load.get();
            }
        }
        var complaints = report(instances.size());
        System.exit(complaints ? 1 : 0);
    }

    private Void keepBooking(String token) throws Exception {
        while (running) {
            var slots = openings(ThreadLocalRandom.current().nextInt(2, 40));
            if (!slots.isEmpty()) {
                book(token, slots.get(ThreadLocalRandom.current().nextInt(slots.size())));
            }
            Thread.sleep(PAUSE);
        }
        return null;
    }

    /**
     * Waits until the instances that run now have served ten bookings for each patient; a minute at most, because the
     * report has the failures.
     */
    private void awaitBookings() throws InterruptedException {
        int enough = booked.get() + 10 * PATIENTS;
        for (int rest = 600; booked.get() < enough && rest > 0; rest--) {
            Thread.sleep(100);
        }
    }

    private void book(String token, String slot) throws Exception {
        var made = ask("book", "POST", "/bookings", token, "{\"slotId\":\"%s\"}".formatted(slot));
        if (made == null || made.statusCode() != 201) {
            return;
        }
        booked.incrementAndGet();
        var booking = "/bookings/" + text("id", made.body());
        ask("look", "GET", booking, token, null);
        var end = ask("cancel", "PATCH", booking, token, "{\"status\":\"CANCELLED\"}");
        if (end != null && end.statusCode() == 200) {
            cancelled.incrementAndGet();
        }
    }

    private List<String> openings(int daysAhead) throws Exception {
        var day = LocalDate.now().plusDays(daysAhead);
        var found = ask("search", "GET", "/slots?state=CA&limit=100&from=%s&to=%s".formatted(day, day.plusDays(2)),
                null, null);
        return found == null || found.statusCode() != 200 ? List.of() : texts("id", found.body());
    }

    /** Returns null if there was no response at all. */
    private HttpResponse<String> ask(String what, String method, String path, String token, String body)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(GATEWAY + path)).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(request.build(), ofString());
            var status = what + " " + answer.statusCode();
            var problem = texts("type", answer.body());
            var slug = problem.isEmpty() ? "" : " " + problem.getFirst().replace("urn:medislot:problem:", "");
            count(answers, answer.statusCode() < 400 ? status : status + slug);
            if (answer.statusCode() >= 500 || answer.statusCode() == 429 || answer.statusCode() == 401) {
                count(failures, status + slug + " " + texts("detail", answer.body()));
            }
            return answer;
        } catch (IOException e) {
            count(failures, what + " " + e);
            return null;
        }
    }

    private void restart(String instance) throws Exception {
        long began = System.nanoTime();
        var name = docker("inspect", "-f", "{{.Name}}", instance).substring(1);
        docker("stop", "-t", "45", instance);
        double stopped = (System.nanoTime() - began) / 1e9;
        docker("start", instance);
        while (!docker("inspect", "-f", "{{.State.Health.Status}}", instance).equals("healthy")) {
            Thread.sleep(500);
        }
        System.out.printf("%-28s stopped within %.1f s, ready after %.1f s%n", name, stopped,
                (System.nanoTime() - began) / 1e9);
        awaitBookings();
    }

    private void upgrade(String service) throws Exception {
        var old = docker("compose", "ps", "-q", service).lines().toList();
        long began = System.nanoTime();
        var scale = "%s=%d".formatted(service, 2 * old.size());
        docker(Map.of("MEDISLOT_VERSION", UPGRADE_TO), "compose", "up", "-d", "--wait", "--no-deps", "--no-recreate",
                "--scale", scale, service);
        double beside = (System.nanoTime() - began) / 1e9;
        awaitBookings();
        for (var instance : old) {
            docker("stop", "-t", "45", instance);
            docker("rm", instance);
            awaitBookings();
        }
        System.out.printf("%-28s version %s beside the old one after %.1f s, alone after %.1f s%n", service, UPGRADE_TO,
                beside, (System.nanoTime() - began) / 1e9);
    }

    private List<String> instances() throws Exception {
        var instances = new ArrayList<String>();
        for (var service : SERVICES) {
            var ids = docker("compose", "ps", "-q", service).lines().toList();
            if (ids.size() < 2) {
                throw new IllegalStateException("Only %d instances of %s run: --scale %s=2".formatted(ids.size(),
                        service, service));
            }
            instances.addAll(ids);
        }
        return instances;
    }

    private boolean report(int restarts) throws Exception {
        int expected = 2 * (booked.get() + cancelled.get());
        var mails = mails(expected);
        long distinct = mails.values().stream().filter(count -> count > 0).count();
        long twice = mails.values().stream().filter(count -> count > 1).count();
        long requests = answers.values().stream().mapToLong(LongAdder::sum).sum();
        System.out.printf("%nrestarts %d, requests %d, failures %s%n", restarts, requests, failures);
        answers.forEach((answer, count) -> System.out.printf("  %-40s %6d%n", answer, count.sum()));
        System.out.printf("booked %d, cancelled %d: mails expected %d, came %d, came twice %d%n", booked.get(),
                cancelled.get(), expected, distinct, twice);
        return !failures.isEmpty() || twice > 0 || distinct != expected;
    }

    /** Counts the copies of each mail about a booking by Message-ID; waits until the expected number has arrived. */
    private Map<String, Integer> mails(int expected) throws Exception {
        var found = new HashMap<String, Integer>();
        for (int rest = 120; rest > 0; rest--) {
            boolean complete = found.size() >= expected;
            found.clear();
            for (int start = 0;; start += 200) {
                var page = get(INBOX + "/messages?start=%d&limit=200".formatted(start));
                var ids = texts("MessageID", page);
                var subjects = texts("Subject", page);
                for (int i = 0; i < ids.size(); i++) {
                    if (!subjects.get(i).startsWith("Confirm your email")) {
                        found.merge(ids.get(i), 1, Integer::sum);
                    }
                }
                if (ids.size() < 200) {
                    break;
                }
            }
            if (complete) {
                Thread.sleep(5_000);
                rest = Math.min(rest, 2);
            }
            Thread.sleep(1_000);
        }
        return found;
    }

    /** Registered and licensed by staff, so that the license counts at once. */
    private void aDoctor(String email, String staff) throws Exception {
        var doctor = "/doctors/" + text("id", must("POST", "/doctors", staff, """
                {"email":"%s","password":"%s","firstName":"Dora","lastName":"Winter","timeZone":"%s"}"""
                .formatted(email, PASSWORD, ZONE)));
        must("POST", doctor + "/licenses", staff, """
                {"state":"CA","number":"A1","validFrom":"2020-01-01"}""");
        var week = new StringBuilder();
        for (var day : DayOfWeek.values()) {
            week.append(week.isEmpty() ? "" : ",")
                    .append("\"%s\":[{\"start\":\"08:00\",\"end\":\"18:00\"}]".formatted(day));
        }
        must("PUT", doctor + "/working-hours", staff, """
                {"timeZone":"%s","slotMinutes":30,"week":{%s}}""".formatted(ZONE, week));
    }

    private String aPatient(String email) throws Exception {
        must("POST", "/patients", null, """
                {"email":"%s","password":"%s","firstName":"Petra","lastName":"Quill","timeZone":"%s",
                 "address":{"street":"1 Main St","city":"Springfield","state":"CA","zip":"90001"}}"""
                .formatted(email, PASSWORD, ZONE));
        return login("patients", email, PASSWORD);
    }

    private String login(String kind, String email, String password) throws Exception {
        return text("accessToken", must("POST", "/" + kind + "/login", null,
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password)));
    }

    private String must(String method, String path, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(GATEWAY + path)).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(request.build(), ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private String get(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), ofString()).body();
    }

    private static String docker(String... arguments) throws Exception {
        return docker(Map.of(), arguments);
    }

    private static String docker(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes()).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
        return output;
    }

    private static List<String> texts(String field, String json) {
        return Pattern.compile("\"%s\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"".formatted(field)).matcher(json).results()
                .map(found -> found.group(1)).toList();
    }

    private static String text(String field, String json) {
        return texts(field, json).getFirst();
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    private static String setting(String name, String standard) {
        return System.getenv().getOrDefault(name, standard);
    }
}
