package dev.medislot.quickstart;

import static dev.medislot.quickstart.ExampleApi.JSON;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/**
 * Requests of every kind to a clinic with the example data, from which the JVMs learn the code of real requests. The
 * answers are not checked.
 */
public final class Rehearsal {

    private static final int CALLERS = 8;
    private static final String NO_TOKEN = "";
    private static final List<String> FOR_ALL = List.of("/", "/book?state=CA", "/login", "/register", "/team/login",
            "/docs", "/v3/api-docs", "/.well-known/jwks.json", "/api/v1/clinic", "/api/v1/visit-types",
            "/api/v1/closures", "/api/v1/doctors?state=CA&q=medicine", "/api/v1/slots?state=CA",
            "/api/v1/slots?state=WY", "/api/v1/slots/by-doctor?state=CA&days=7&timeZone=America/Los_Angeles");
    private static final List<String> FOR_PATIENTS = List.of("/", "/book", "/appointments", "/waitlist", "/account",
            "/api/v1/patients/me", "/api/v1/slots?limit=10", "/api/v1/slots/by-doctor?days=7", "/api/v1/bookings",
            "/api/v1/holds", "/api/v1/waitlist", "/api/v1/calendar");
    private static final List<String> FOR_DOCTORS = List.of("/doctor", "/doctor/hours", "/api/v1/doctors/me/day",
            "/api/v1/doctors/me/calendar", "/api/v1/doctors/me/working-hours", "/api/v1/doctors/me/time-off",
            "/api/v1/bookings");
    private static final List<String> FOR_STAFF = List.of("/desk", "/desk/patients", "/desk/todo", "/desk/team",
            "/api/v1/desk/day", "/api/v1/bookings/at-risk", "/api/v1/licenses/expiring", "/api/v1/licenses/unverified",
            "/api/v1/notifications?limit=10", "/api/v1/patients?q=rivera");

    private final URI gateway;
    private final String staffEmail;
    private final String staffPassword;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Rehearsal(URI gateway, String staffEmail, String staffPassword) {
        this.gateway = gateway;
        this.staffEmail = staffEmail;
        this.staffPassword = staffPassword;
    }

    /** Runs the reads of each role. It leaves only logins and entries of access trails. */
    void read() {
        FOR_ALL.forEach(path -> get(path, NO_TOKEN));
        var patient = login("patients", ExampleData.PATIENT, ServiceEnvironment.PASSWORD);
        FOR_PATIENTS.forEach(path -> get(path, patient));
        var doctor = login("doctors", ExampleData.DOCTOR, ServiceEnvironment.PASSWORD);
        FOR_DOCTORS.forEach(path -> get(path, doctor));
        var staff = login("staff", staffEmail, staffPassword);
        FOR_STAFF.forEach(path -> get(path, staff));
    }

    /** Reads, and patients of its own book, move and cancel: only for data that is thrown away. */
    public void play(Duration time) {
        var end = Instant.now().plus(time);
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                var email = "rehearsal-%d@medislot.example".formatted(i);
                callers.execute(() -> bookUntil(end, email));
            }
            while (Instant.now().isBefore(end)) {
                read();
            }
        }
    }

    private void bookUntil(Instant end, String email) {
        send("POST", "/api/v1/patients", NO_TOKEN, patient(email));
        while (Instant.now().isBefore(end)) {
            var token = login("patients", email, ServiceEnvironment.PASSWORD);
            for (int i = 0; i < 20; i++) {
                bookSomeOpening(token);
            }
        }
    }

    private void bookSomeOpening(String token) {
        var from = Instant.now()
                .plus(ThreadLocalRandom.current().nextInt(3, 20), ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.MINUTES);
        var openings = new ArrayList<String>();
        get("/api/v1/slots?limit=50&from=" + from, token).path("items")
                .forEach(opening -> openings.add(opening.path("id").asString("")));
        if (openings.size() > 1) {
            int place = ThreadLocalRandom.current().nextInt(openings.size() - 1);
            bookMoveAndCancel(token, openings.get(place), openings.get(place + 1));
        }
    }

    private void bookMoveAndCancel(String token, String slot, String another) {
        send("POST", "/api/v1/holds", token, JSON.createObjectNode().put("slotId", slot));
        var id = send("POST", "/api/v1/bookings", token, JSON.createObjectNode().put("slotId", slot)).path("id")
                .asString("");
        var booking = "/api/v1/bookings/" + id;
        get(booking, token);
        get("/appointments/" + id, token);
        get("/api/v1/bookings?status=CONFIRMED", token);
        send("PATCH", booking, token, JSON.createObjectNode().put("slotId", another));
        send("PATCH", booking, token, JSON.createObjectNode().put("status", "CANCELLED"));
    }

    private static JsonNode patient(String email) {
        return JSON.createObjectNode()
                .put("email", email)
                .put("password", ServiceEnvironment.PASSWORD)
                .put("firstName", "Robin")
                .put("lastName", "Practice")
                .put("phone", "+1 415 555 0160")
                .put("timeZone", "America/Los_Angeles")
                .set("address", address());
    }

    private static JsonNode address() {
        return JSON.createObjectNode()
                .put("street", "1 Market Street")
                .put("city", "San Francisco")
                .put("state", "CA")
                .put("zip", "94105");
    }

    /** The access token, or nothing. */
    private String login(String role, String email, String password) {
        var person = JSON.createObjectNode().put("email", email).put("password", password);
        return send("POST", "/api/v1/%s/login".formatted(role), NO_TOKEN, person).path("accessToken").asString("");
    }

    private JsonNode get(String path, String token) {
        return send("GET", path, token, JSON.missingNode());
    }

    private JsonNode send(String method, String path, String token, JsonNode body) {
        try {
            var answer = http.send(request(method, path, token, body), BodyHandlers.ofString());
            return answer.headers().firstValue("Content-Type").filter(type -> type.contains("json")).isPresent()
                    ? JSON.readTree(answer.body())
                    : JSON.missingNode();
        } catch (IOException | RuntimeException _) {
            return JSON.missingNode();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return JSON.missingNode();
        }
    }

    /** A request of an app or, for a page, of a browser. */
    private HttpRequest request(String method, String path, String token, JsonNode body) {
        var isPage = !path.startsWith("/api/");
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", isPage ? "text/html" : "application/json")
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, body.isMissingNode() ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (!token.isEmpty()) {
            request.header(isPage ? "Cookie" : "Authorization", (isPage ? "medislot-access=" : "Bearer ") + token);
        }
        return request.build();
    }
}
