package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loads the example data into a gateway that only records requests. */
class ExampleDataTest {

    private static final Instant NOW = Instant.parse("2026-12-02T18:00:00Z");

    private final Set<String> registered = new HashSet<>();
    private final List<String> hours = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final List<Integer> refusals = new ArrayList<>();
    private final List<JsonNode> booked = new ArrayList<>();
    private final Map<String, List<JsonNode>> sent = new HashMap<>();
    private final List<String> confirmed = new ArrayList<>();
    private int unknownSlots;
    private HttpServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void everyDoctorGetsHours() {
        load();

        assertThat(hours).hasSameSizeAs(doctors()).doesNotHaveDuplicates();
        assertThat(registered).contains(ExampleData.DOCTOR, ExampleData.PATIENT, ExampleData.LAST);
    }

    @Test
    void visitsAheadAreBookedAndNoOthers() {
        load();

        assertThat(booked).hasSameSizeAs(ahead(NOW)).hasSizeGreaterThan(10);
        assertThat(writes).filteredOn(path -> path.endsWith("/bookings")).hasSameSizeAs(booked);
    }

    @Test
    void oneDoctorIsOnLeaveNowAndTwoPatientsWait() {
        load();

        assertThat(sent.get("/doctors/karen.whitfield@medislot.example/time-off")).singleElement()
                .satisfies(leave -> assertThat(leave.path("start").asString()).isEqualTo("2026-11-29T00:00"))
                .satisfies(leave -> assertThat(leave.path("end").asString()).isEqualTo("2026-12-17T24:00"));
        assertThat(sent.get("/waitlist")).extracting(entry -> entry.path("patientId").asString())
                .containsExactly("ivy.walker@medislot.example", ExampleData.PATIENT);
    }

    /** Their days move on from weekends. */
    @Test
    void theDoctorHasOtherHoursOnOneDateAndAnExtraHour() {
        load();

        assertThat(sent.get("/doctors/%s/dates/2026-12-16".formatted(ExampleData.DOCTOR))).singleElement()
                .satisfies(date -> assertThat(date.path("windows")).hasSize(1));
        assertThat(sent.get("/doctors/%s/timeslots".formatted(ExampleData.DOCTOR))).singleElement()
                .satisfies(extra -> assertThat(extra.path("start").asString()).isEqualTo("2026-12-21T18:00"));
    }

    @Test
    void aSlotThatHasNotArrivedIsBookedLater() {
        unknownSlots = 2;

        load();

        assertThat(booked).hasSameSizeAs(ahead(NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-12-02T08:10:00Z", "2026-12-05T20:00:00Z", "2026-12-06T23:50:00Z" })
    void visitsOfEachDayAreThereAtAnyHour(String now) {
        var visits = visits(Instant.parse(now));

        assertThat(visits).allSatisfy(visit -> {
            var day = visit.data().path("day");
            if (day.asInt(0) < 0) {
                assertThat(visit.start()).isBefore(Instant.parse(now));
            }
        });
        assertThat(visits).as("the list of the patient asks for a rating")
                .anyMatch(visit -> visit.text("patient").equals("sam.rivera")
                        && visit.text("status").equals("COMPLETED") && !visit.data().has("stars")
                        && visit.start().isAfter(Instant.parse(now).minus(Duration.ofDays(30))));
        assertThat(visits).filteredOn(visit -> visit.data().has("hours"))
                .anyMatch(visit -> visit.start().isAfter(Instant.parse(now)))
                .anyMatch(visit -> visit.start().isBefore(Instant.parse(now)));
        assertThat(visits).allSatisfy(visit -> assertThat(visit.start().getEpochSecond() % 60).isZero());
    }

    @Test
    void halfLoadedDataIsCompleted() {
        registered.addAll(Set.of(ExampleData.DOCTOR, ExampleData.PATIENT));

        load();

        assertThat(hours).hasSameSizeAs(doctors()).contains("/api/v1/doctors/" + ExampleData.DOCTOR + "/working-hours");
    }

    @Test
    void busyGatewayIsAskedAgain() {
        refusals.addAll(List.of(429, 503));

        load();

        assertThat(refusals).isEmpty();
        assertThat(hours).hasSameSizeAs(doctors());
    }

    @Test
    void refusalIsToldInOneLine() {
        refusals.add(400);

        assertThatExceptionOfType(CannotStart.class).isThrownBy(this::load)
                .withMessage("the example data was refused: POST /api/v1/staff/login answered 400 no");
    }

    @Test
    void jobLoadsTheDataAndPrintsTheLogins() {
        assertThat(job(url())).startsWith("the example data is loaded\n")
                .contains(ExampleData.PATIENT, ExampleData.DOCTOR, "lead@clinic.example");
        assertThat(hours).hasSameSizeAs(doctors());
    }

    @Test
    void secondRunOfTheJobChangesNothing() {
        job(url());
        writes.clear();

        assertThat(job(url())).startsWith("the example data was loaded before\n");
        assertThat(writes).isEmpty();
    }

    @Test
    void jobCompletesHalfLoadedData() {
        registered.add(ExampleData.DOCTOR);

        assertThat(job(url())).startsWith("the example data is loaded\n");
        assertThat(hours).hasSameSizeAs(doctors());
    }

    @Test
    void jobConfirmsTheAddressOfThePatientByItsMail() {
        assertThat(job(Map.of("MEDISLOT_GATEWAY_URL", url(), "MEDISLOT_INBOX_URL", url())))
                .startsWith("the example data is loaded\n");

        assertThat(confirmed).containsExactly("token-to-" + ExampleData.PATIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "gateway:8080", "ftp://gateway", "http://", "http://gate way" })
    void jobRefusesAnAddressThatIsNotHttp(String url) {
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> job(url))
                .withMessage("MEDISLOT_GATEWAY_URL must be an http or https address: " + url);
    }

    @Test
    void doctorsAreInManyStatesAndZones() {
        var zones = doctors().stream().map(doctor -> doctor.at("/account/timeZone").asString()).toList();
        var states = doctors().stream()
                .flatMap(doctor -> doctor.path("licenses").valueStream())
                .map(license -> license.path("state").asString())
                .toList();

        assertThat(doctors()).hasSizeGreaterThanOrEqualTo(14);
        assertThat(zones).allSatisfy(zone -> assertThat(ZoneId.of(zone)).isNotNull());
        assertThat(Set.copyOf(zones)).hasSizeGreaterThanOrEqualTo(6);
        assertThat(states).contains("CA", "NY", "TX", "AZ", "HI", "PR", "WY");
        assertThat(doctors()).anySatisfy(doctor -> assertThat(doctor.path("licenses").size()).isGreaterThan(1));
        assertThat(doctors()).allSatisfy(
                doctor -> assertThat(doctor.path("week").valueStream().anyMatch(day -> !day.isEmpty())).isTrue());
    }

    private void load() {
        data().load();
    }

    private ExampleData data() {
        return new ExampleData(URI.create(url()), "lead@clinic.example", "pw", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private List<ExampleVisit> visits(Instant now) {
        return ExampleBookings.visits(data(), now).toList();
    }

    private List<ExampleVisit> ahead(Instant now) {
        return visits(now).stream().filter(visit -> visit.start().isAfter(now)).toList();
    }

    private String job(String url) {
        return job(Map.of("MEDISLOT_GATEWAY_URL", url, "MEDISLOT_STAFF_EMAIL", "lead@clinic.example"));
    }

    private String job(Map<String, String> environment) {
        var output = new ByteArrayOutputStream();
        ExampleDataJob.run(environment, new Console(new PrintStream(output, true, StandardCharsets.UTF_8)));
        return output.toString(StandardCharsets.UTF_8);
    }

    private String url() {
        return "http://127.0.0.1:" + gateway.getAddress().getPort();
    }

    private static List<JsonNode> doctors() {
        return ExampleData.read().path("doctors").valueStream().toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = JsonMapper.shared().readTree(exchange.getRequestBody());
        if (!refusals.isEmpty()) {
            respond(exchange, refusals.removeFirst(), "no");
        } else if (path.endsWith("/login")) {
            respond(exchange, 200, "{\"accessToken\":\"%s\"}".formatted(body.path("email").asString()));
        } else if (exchange.getRequestMethod().equals("GET")) {
            respond(exchange, 200, found(exchange, path));
        } else if (path.endsWith("/doctors") || path.endsWith("/patients")) {
            writes.add(path);
            var name = body.path("email").asString(body.path("firstName").asString());
            var isNew = registered.add(name);
            respond(exchange, isNew ? 201 : 409, "{\"id\":\"%s\"}".formatted(name));
        } else if (path.endsWith("/bookings") && unknownSlots > 0) {
            unknownSlots--;
            respond(exchange, 404, "{}");
        } else {
            record(path, body);
            respond(exchange, 200, "{\"id\":\"%s\"}".formatted(body.path("name").asString("new").replace(' ', '-')));
        }
    }

    private void record(String path, JsonNode body) {
        writes.add(path);
        sent.computeIfAbsent(path.replace("/api/v1", ""), _ -> new ArrayList<>()).add(body);
        if (path.endsWith("/working-hours")) {
            hours.add(path);
        } else if (path.endsWith("/bookings")) {
            booked.add(body);
        } else if (path.endsWith("/emails/confirm")) {
            confirmed.add(body.path("token").asString());
        }
    }

    /** Finds each person by email and the doctor of the login; a search finds one opening. */
    private String found(HttpExchange exchange, String path) {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        if (path.endsWith("/doctors/me")) {
            var token = exchange.getRequestHeaders().getFirst("Authorization");
            return "{\"id\":\"%s\"}".formatted(token.substring("Bearer ".length()));
        }
        if (path.endsWith("/search")) {
            return "{\"messages\":[{\"ID\":\"%s\"}]}".formatted(query.replaceAll(".*to:\"|\".subject:.*", ""));
        }
        if (path.contains("/message/")) {
            return "{\"Text\":\"Open http://clinic.example/account/confirm-email#token-to-%s now\"}"
                    .formatted(path.replaceAll(".*/", ""));
        }
        if (path.endsWith("/slots")) {
            return "{\"items\":[{\"id\":\"slot\"}]}";
        }
        var email = query.startsWith("email=") ? query.substring("email=".length()) : "";
        return registered.contains(email) ? "{\"items\":[{\"id\":\"%s\"}]}".formatted(email) : "{\"items\":[]}";
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
