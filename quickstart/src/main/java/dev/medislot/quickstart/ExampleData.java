package dev.medislot.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Creates doctors in several states and a patient through the public API; leaves existing ones as they are. */
final class ExampleData {

    static final String DOCTOR = "maria.alvarez@medislot.example";
    static final String PATIENT = "sam.rivera@medislot.example";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_TRIES = 30;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI api;
    private final String staffEmail;
    private final String staffPassword;

    ExampleData(URI gateway, String staffEmail, String staffPassword) {
        this.api = gateway.resolve("/api/v1/");
        this.staffEmail = staffEmail;
        this.staffPassword = staffPassword;
    }

    /** Returns whether the patient exists; the patient is created last. */
    boolean isLoaded() {
        var found = send("GET", "patients?email=" + PATIENT, JSON.missingNode(), staffToken());
        return !JSON.readTree(found.body()).path("items").isEmpty();
    }

    void load() {
        var examples = read();
        var staff = staffToken();
        for (var doctor : examples.path("doctors")) {
            load(doctor, staff);
        }
        for (var patient : examples.path("patients")) {
            send("POST", "patients", withPassword(patient), staff);
        }
    }

    private void load(JsonNode doctor, String staff) {
        var account = withPassword(doctor.path("account"));
        var created = send("POST", "doctors", account, staff);
        var id = created.statusCode() == 409
                ? login("doctors", account.path("email").asString(""), ServiceEnvironment.PASSWORD).path("id")
                        .asString("")
                : JSON.readTree(created.body()).path("id").asString("");
        for (var license : doctor.path("licenses")) {
            send("POST", "doctors/" + id + "/licenses", dated(license), staff);
        }
        send("PUT", "doctors/" + id + "/working-hours", hours(doctor), staff);
    }

    private static JsonNode hours(JsonNode doctor) {
        var hours = JSON.createObjectNode();
        hours.set("timeZone", doctor.at("/account/timeZone"));
        hours.set("slotMinutes", doctor.at("/account/slotMinutes"));
        hours.set("week", doctor.path("week"));
        return hours;
    }

    private String staffToken() {
        return login("staff", staffEmail, staffPassword).at("/accessToken").asString("");
    }

    private JsonNode login(String role, String email, String password) {
        var body = JSON.createObjectNode().put("email", email).put("password", password);
        var answer = send("POST", role + "/login", body, "");
        return JSON.readTree(answer.body());
    }

    /** Retries after 429, 502 and 503; takes 409 as "there already". */
    private HttpResponse<String> send(String method, String path, JsonNode body, String token) {
        var request = request(method, path, body, token);
        var answer = send(request);
        for (var tries = 1; tries < MAX_TRIES && isLater(answer); tries++) {
            pause(answer);
            answer = send(request);
        }
        if (answer.statusCode() >= 400 && answer.statusCode() != 409) {
            throw new CannotStart("the example data was refused: %s /api/v1/%s answered %d %s".formatted(method, path,
                    answer.statusCode(), detail(answer.body())));
        }
        return answer;
    }

    private HttpRequest request(String method, String path, JsonNode body, String token) {
        var request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, content(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static BodyPublisher content(JsonNode body) {
        return body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CannotStart("the example data did not reach the gateway: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        }
    }

    private static boolean isLater(HttpResponse<String> answer) {
        return answer.statusCode() == 429 || answer.statusCode() == 502 || answer.statusCode() == 503;
    }

    private static void pause(HttpResponse<String> answer) {
        var seconds = answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,3}"))
                .map(Long::parseLong)
                .orElse(1L);
        try {
            Thread.sleep(Duration.ofSeconds(Math.clamp(seconds, 1, 60)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        }
    }

    private static String detail(String body) {
        return body.length() > 300 ? body.substring(0, 300) + "…" : body;
    }

    private static ObjectNode withPassword(JsonNode account) {
        return ((ObjectNode) account.deepCopy()).put("password", ServiceEnvironment.PASSWORD);
    }

    /** Gives the license an end date when the example asks for one. */
    private static JsonNode dated(JsonNode license) {
        var dated = (ObjectNode) license.deepCopy();
        var days = dated.remove("validForDays");
        if (days != null) {
            dated.put("validUntil", LocalDate.now(ZoneOffset.UTC).plusDays(days.asInt(0)).toString());
        }
        return dated;
    }

    static JsonNode read() {
        try (var stream = ExampleData.class.getResourceAsStream("example-data.json")) {
            return JSON.readTree(Objects.requireNonNull(stream).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
