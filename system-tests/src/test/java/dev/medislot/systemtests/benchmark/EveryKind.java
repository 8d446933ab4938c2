package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.testkit.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of eleven kinds in turn to a gateway with the example data: searches, a booking and its end, what patients,
 * doctors and the front desk read, and pages. A login is not among them: its hash takes longer than all others.
 */
final class EveryKind implements Load.Question {

    private static final String EXAMPLE_PASSWORD = "medislot-example";

    private final Clinic clinic;
    private final List<Load.Question> kinds;
    private final List<String> slots;
    private final String patient;
    private int asked;
    private int booked;
    private String booking = "";

    EveryKind(URI gateway) {
        clinic = new Clinic(gateway);
        patient = aPatient();
        slots = await("openings").until(this::openings, found -> !found.isEmpty());
        var doctor = login("doctors", "maria.alvarez@medislot.example", EXAMPLE_PASSWORD);
        var staff = login("staff", "staff@medislot.example", EXAMPLE_PASSWORD);
        kinds = List.of(reads("/api/v1/slots?state=CA", ""), this::book,
                reads("/api/v1/slots/by-doctor?state=CA&days=7&timeZone=America/Los_Angeles", ""),
                reads("/api/v1/bookings?status=CONFIRMED", patient), visits("/book?state=CA", ""), this::cancel,
                reads("/api/v1/desk/day?date=" + LocalDate.now(ZoneOffset.UTC), staff),
                visits("/appointments", patient), reads("/api/v1/doctors/me/day", doctor), visits("/desk", staff),
                reads("/api/v1/notifications?limit=10", staff));
    }

    private String aPatient() {
        var email = Clinic.anEmail("first-requests");
        clinic.api().post("/api/v1/patients", Clinic.registration(email, "CA", "America/Los_Angeles")).isCreated();
        return login("patients", email, Clinic.PASSWORD);
    }

    private List<String> openings() {
        var from = LocalDate.now().plusDays(4);
        return answer("/api/v1/slots?state=CA&limit=100&from=%s&to=%s".formatted(from, from.plusDays(10)))
                .texts("items", "id");
    }

    private Answer answer(String path) {
        return clinic.api().get(path).isOk();
    }

    private String login(String role, String email, String password) {
        return clinic.api()
                .post("/api/v1/%s/login".formatted(role), Map.of("email", email, "password", password))
                .isOk()
                .text("accessToken");
    }

    @Override
    public boolean ask(KeptConnection connection) throws IOException {
        return kinds.get(asked++ % kinds.size()).ask(connection);
    }

    private static Load.Question reads(String path, String token) {
        return gets(path, token.isEmpty() ? List.of() : List.of("Authorization: Bearer " + token));
    }

    private static Load.Question visits(String path, String token) {
        return gets(path, token.isEmpty() ? List.of("Accept: text/html")
                : List.of("Accept: text/html", "Cookie: medislot-access=" + token));
    }

    private static Load.Question gets(String path, List<String> head) {
        return connection -> {
            connection.send("GET", path, head, "").has(200);
            return true;
        };
    }

    private boolean book(KeptConnection connection) throws IOException {
        var slot = slots.get(booked++ % slots.size());
        var answer = connection.send("POST", "/api/v1/bookings", head("application/json"),
                "{\"slotId\":\"%s\"}".formatted(slot));
        booking = JsonMapper.shared().readTree(answer.has(201).text()).path("id").asString();
        return true;
    }

    private boolean cancel(KeptConnection connection) throws IOException {
        connection
                .send("PATCH", "/api/v1/bookings/" + booking, head("application/merge-patch+json"),
                        "{\"status\":\"CANCELLED\"}")
                .has(200);
        return true;
    }

    private List<String> head(String type) {
        return List.of("Authorization: Bearer " + patient, "Content-Type: " + type);
    }
}
