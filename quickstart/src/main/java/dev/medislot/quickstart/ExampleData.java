package dev.medislot.quickstart;

import static dev.medislot.quickstart.ExampleApi.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates visit types, doctors, patients and bookings through the public API; leaves existing accounts as they are. */
final class ExampleData {

    static final String DOCTOR = "maria.alvarez@medislot.example";
    static final String PATIENT = "sam.rivera@medislot.example";

    /** The patient who registers last. */
    static final String LAST = "noor.haddad@medislot.example";

    private final ExampleApi anyone;
    private final String staffEmail;
    private final String staffPassword;
    private final Clock clock;
    private final JsonNode examples = read();
    private final Map<String, String> visitTypes = new HashMap<>();
    private final Map<String, String> people = new HashMap<>();

    ExampleData(URI gateway, String staffEmail, String staffPassword, Clock clock) {
        this.anyone = ExampleApi.of(gateway);
        this.staffEmail = staffEmail;
        this.staffPassword = staffPassword;
        this.clock = clock;
    }

    /** Returns whether the last patient exists. */
    boolean isLoaded() {
        return !staff().get("patients?email=" + LAST).body().path("items").isEmpty();
    }

    /** Loads all but the visits of the past. */
    void load() {
        var staff = staff();
        loadVisitTypes(staff);
        loadClosure(staff);
        examples.path("doctors").forEach(doctor -> loadDoctor(doctor, staff));
        examples.path("patients").forEach(patient -> loadPatient(patient, staff));
        new ExampleBookings(staff, this, clock).load();
        examples.path("lastPatients").forEach(patient -> loadPatient(patient, anyone));
    }

    ExampleApi anyone() {
        return anyone;
    }

    JsonNode examples() {
        return examples;
    }

    /** The id of a doctor, patient or dependent. */
    String person(String key) {
        return Objects.requireNonNull(people.get(key), key);
    }

    /** The id of a visit type; empty for the default visit. */
    String visitType(String name) {
        return name.isEmpty() ? "" : Objects.requireNonNull(visitTypes.get(name), name);
    }

    /** The doctor as described, not as stored. */
    JsonNode doctor(String key) {
        return described("doctors").filter(doctor -> key(doctor).equals(key)).findFirst().orElseThrow();
    }

    /** The patient as described; of a dependent, the guardian. */
    JsonNode account(String key) {
        return described("patients")
                .filter(patient -> patient.path("key").asString("").equals(key) || patient.path("dependents")
                        .valueStream()
                        .anyMatch(dependent -> dependent.path("key").asString("").equals(key)))
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonNode> described(String kind) {
        return examples.path(kind).valueStream();
    }

    private ExampleApi staff() {
        return anyone.as("staff", staffEmail, staffPassword);
    }

    private void loadVisitTypes(ExampleApi staff) {
        var there = staff.get("visit-types").body().path("items");
        there.forEach(type -> visitTypes.put(type.path("name").asString(""), type.path("id").asString("")));
        described("visitTypes").filter(type -> !visitTypes.containsKey(type.path("name").asString("")))
                .forEach(type -> visitTypes.put(type.path("name").asString(""), staff.post("visit-types", type).id()));
    }

    private void loadClosure(ExampleApi staff) {
        var closure = examples.path("closure");
        var date = LocalDate.now(clock).plusDays(closure.path("inDays").asInt());
        if (staff.get("closures").body().path("items").isEmpty()) {
            staff.post("closures",
                    JSON.createObjectNode()
                            .put("start", date + "T00:00")
                            .put("end", date + "T24:00")
                            .put("reason", closure.path("reason").asString("")));
        }
    }

    /** Hours come last, so that the days are published once. */
    private void loadDoctor(JsonNode doctor, ExampleApi staff) {
        var account = withPassword(doctor.path("account"));
        var email = account.path("email").asString("");
        var created = staff.post("doctors", account);
        var entersOwn = doctor.path("entersOwnLicenses").asBoolean(false);
        var own = created.isConflict() || entersOwn ? anyone.as("doctors", email, ServiceEnvironment.PASSWORD) : staff;
        var path = "doctors/" + (created.isConflict() ? own.get("doctors/me").id() : created.id());
        people.put(key(doctor), path.substring("doctors/".length()));
        if (doctor.has("profile")) {
            staff.patch(path, doctor.path("profile"));
        }
        if (doctor.has("visitTypes")) {
            staff.put(path + "/visit-types", chosen(doctor.path("visitTypes")));
        }
        doctor.path("licenses").forEach(license -> (entersOwn ? own : staff).post(path + "/licenses", license));
        new ExampleHours(staff, clock).load(doctor, path);
    }

    private JsonNode chosen(JsonNode types) {
        var items = JSON.createArrayNode();
        for (var type : types) {
            var chosen = (ObjectNode) type.deepCopy();
            chosen.remove("name");
            items.add(chosen.put("visitTypeId", visitType(type.path("name").asString(""))));
        }
        return JSON.createObjectNode().set("items", items);
    }

    private void loadPatient(JsonNode patient, ExampleApi by) {
        var account = patient.path("account");
        var email = account.path("email").asString("");
        var created = by.post("patients", email.isEmpty() ? account : withPassword(account));
        var id = created.isConflict() ? staff().get("patients?email=" + email).body().at("/items/0/id").asString("")
                : created.id();
        people.put(patient.path("key").asString(""), id);
        if (patient.has("dependents")) {
            loadDependents(patient.path("dependents"), "patients/" + id + "/dependents", by);
        }
    }

    private void loadDependents(JsonNode dependents, String path, ExampleApi by) {
        var there = by.get(path).body().path("items").valueStream().toList();
        for (var dependent : dependents) {
            var name = dependent.at("/person/firstName");
            var id = there.stream()
                    .filter(one -> one.path("firstName").equals(name))
                    .findFirst()
                    .orElseGet(() -> by.post(path, dependent.path("person")).body())
                    .path("id");
            people.put(dependent.path("key").asString(""), id.asString(""));
        }
    }

    private static String key(JsonNode doctor) {
        return doctor.at("/account/email").asString("").replaceFirst("@.*", "");
    }

    private static ObjectNode withPassword(JsonNode account) {
        return ((ObjectNode) account.deepCopy()).put("password", ServiceEnvironment.PASSWORD);
    }

    static JsonNode read() {
        try (var stream = ExampleData.class.getResourceAsStream("example-data.json")) {
            return JSON.readTree(Objects.requireNonNull(stream).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
