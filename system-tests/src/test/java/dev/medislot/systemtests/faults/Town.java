package dev.medislot.systemtests.faults;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The people of a run: few doctors with few slots, and many who want them. */
final class Town {

    static final String LICENSED = "CA";
    static final String OTHER_STATE = "NV";
    static final int DAYS = 4;

    private static final String ZONE = "America/Los_Angeles";
    private static final int PATIENTS = 16;
    private static final int STRANGERS = 2;
    private static final List<String> WINDOWS = List.of("09:00-12:00", "13:00-15:00");

    /** @param visitType empty for the default visit */
    record Doctor(Person person, String visitType) {

        String slots(LocalDate from) {
            return "/slots?state=%s&doctorId=%s&from=%s&to=%s&timeZone=%s&limit=200%s".formatted(LICENSED, person.id(),
                    from, from.plusDays(DAYS - 1), ZONE, visitType.isEmpty() ? "" : "&visitTypeId=" + visitType);
        }
    }

    /** @param ids the patient's own, then those of dependents */
    record Patient(Person person, String state, List<String> ids) {}

    final LocalDate from = LocalDate.now().plusDays(3);
    final List<Doctor> doctors = new ArrayList<>();
    final List<Patient> patients = new ArrayList<>();
    final List<String> slots = new ArrayList<>();
    final Person staff;
    private final Clinic clinic;
    private final History history;

    Town(URI gateway, History history) {
        this.clinic = new Clinic(gateway);
        this.history = history;
        this.staff = clinic.staff(Medislot.STAFF_EMAIL, Clinic.PASSWORD);
        var type = staff.api()
                .post("/api/v1/visit-types",
                        Map.of("name", "Visit with buffers", "minutes", 20, "mode", "PHONE", "bufferBefore", 10,
                                "bufferAfter", 10))
                .isCreated()
                .id();
        history.write("staff", "id", staff.id());
        history.write("days", "from", from.toString(), "count", DAYS, "zone", ZONE, "windows", WINDOWS);
        Stream.of("", "", type).forEach(this::settle);
        for (int i = 0; i < PATIENTS + STRANGERS; i++) {
            register(i < PATIENTS ? LICENSED : OTHER_STATE, i % 3 == 0);
        }
    }

    private void settle(String visitType) {
        var doctor = clinic.aDoctorWithoutHours(ZONE, LICENSED);
        if (!visitType.isEmpty()) {
            doctor.api()
                    .put("/api/v1/doctors/me/visit-types", Map.of("items", List.of(Map.of("visitTypeId", visitType))))
                    .isOk();
        }
        int every = visitType.isEmpty() ? 30 : 10;
        clinic.works(doctor, ZONE, every, WINDOWS.toArray(String[]::new));
        var known = new Doctor(doctor, visitType);
        doctors.add(known);
        var offered = await("openings").atMost(Clinic.SOON)
                .until(() -> clinic.api().get("/api/v1" + known.slots(from)).isOk().texts("items", "id"),
                        found -> found.size() > DAYS);
        slots.addAll(offered);
        history.write("doctor", "id", doctor.id(), "email", doctor.email(), "states", List.of(LICENSED), "every", every,
                "minutes", visitType.isEmpty() ? 30 : 20, "before", visitType.isEmpty() ? 0 : 10, "after",
                visitType.isEmpty() ? 0 : 10);
    }

    private void register(String state, boolean hasDependent) {
        var person = clinic.aPatient(state, ZONE);
        var ids = new ArrayList<>(List.of(person.id()));
        if (hasDependent) {
            ids.add(person.api()
                    .post("/api/v1/patients/me/dependents",
                            Map.of("firstName", "Kim", "lastName", "Quillfeather", "dateOfBirth", "2020-02-02"))
                    .isCreated()
                    .id());
        }
        patients.add(new Patient(person, state, ids));
        ids.forEach(id -> history.write("patient", "id", id, "email", person.email(), "guardian", person.id()));
    }

    /** A client with the person's token. */
    static Client client(URI gateway, Person person) throws InterruptedException {
        var client = new Client(gateway);
        logIn(client, "patients", person);
        return client;
    }

    static void logIn(Client client, String kind, Person person) throws InterruptedException {
        client.use("");
        JsonNode login = client
                .send("POST", "/%s/login".formatted(kind), Map.of("email", person.email(), "password", Clinic.PASSWORD),
                        Duration.ofMinutes(2))
                .body();
        client.use(login.path("accessToken").asString());
    }
}
