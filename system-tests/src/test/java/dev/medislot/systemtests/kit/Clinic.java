package dev.medislot.systemtests.kit;

import static java.util.Map.entry;
import static org.awaitility.Awaitility.await;

import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.PatientTokens;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people of a running Medislot and their calls over HTTP. */
public final class Clinic {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String RUN = Long.toString(System.currentTimeMillis() % 1_000_000_000, 36);

    private final Api api;

    public Clinic(URI gateway) {
        this.api = Api.at(gateway);
    }

    public Api api() {
        return api;
    }

    public Person staff(String email, String password) {
        return loggedIn("staff", email, password, "Sam", "Staff");
    }

    public Person aPatient(String state, String timeZone) {
        var email = anEmail("patient");
        api.post("/api/v1/patients", registration(email, state, timeZone)).isCreated();
        return loggedIn("patients", email, PASSWORD, "Petra", "Quillfeather");
    }

    public Person aPatient(String state) {
        return aPatient(state, "America/Los_Angeles");
    }

    /** As after a login, but without a password and its hashes: with a token signed like the service's own. */
    public Person aPatientWithToken(Person staff, String state, PatientTokens tokens) {
        var email = anEmail("patient");
        var registration = new HashMap<>(registration(email, state, "America/Los_Angeles"));
        registration.remove("password");
        var id = staff.api().post("/api/v1/patients", registration).isCreated().text("id");
        return new Person(id, email, "", "Petra", "Quillfeather", api.as(tokens.of(id, state)));
    }

    public static Map<String, Object> registration(String email, String state, String timeZone) {
        return Map.of("email", email, "password", PASSWORD, "firstName", "Petra", "lastName", "Quillfeather", "phone",
                "+1 213 555 0170", "timeZone", timeZone, "address",
                Map.of("street", "1 Main St", "city", "Springfield", "state", state, "zip", "90001"));
    }

    /** Works 9 to 12 and 13 to 17 every day, licensed since last year. */
    public Person aDoctor(String timeZone, String... states) {
        var doctor = aDoctorWithoutHours(timeZone, states);
        works(doctor, timeZone, "09:00-12:00", "13:00-17:00");
        return doctor;
    }

    public Person aDoctorWithoutHours(String timeZone, String... states) {
        var email = anEmail("doctor");
        api.post("/api/v1/doctors", Map.of("email", email, "password", PASSWORD, "firstName", "Dora", "lastName",
                "Winterbottom", "timeZone", timeZone, "specialty", "Dermatology")).isCreated();
        var doctor = loggedIn("doctors", email, PASSWORD, "Dora", "Winterbottom");
        for (var state : states) {
            doctor.api()
                    .post("/api/v1/doctors/me/licenses",
                            Map.of("state", state, "number", "L-" + state, "validFrom",
                                    LocalDate.now().minusYears(1).toString()))
                    .isCreated();
        }
        return doctor;
    }

    public void works(Person doctor, String timeZone, String... windows) {
        works(doctor, timeZone, 60, windows);
    }

    public void works(Person doctor, String timeZone, int slotMinutes, String... windows) {
        var day = Arrays.stream(windows)
                .map(window -> window.split("-"))
                .map(window -> Map.of("start", window[0], "end", window[1]))
                .toList();
        var week = Stream.of(DayOfWeek.values()).collect(Collectors.toMap(DayOfWeek::name, _ -> day));
        doctor.api()
                .put("/api/v1/doctors/me/working-hours",
                        Map.ofEntries(entry("timeZone", timeZone), entry("slotMinutes", slotMinutes),
                                entry("week", week)))
                .isOk();
    }

    /** Logs a person in again after their sessions have ended. */
    public Person loggedInAgain(String kind, Person person) {
        return loggedIn(kind, person.email(), person.password(), person.firstName(), person.lastName());
    }

    private Person loggedIn(String kind, String email, String password, String firstName, String lastName) {
        var login = api.post("/api/v1/" + kind + "/login", Map.of("email", email, "password", password)).isOk();
        return new Person(login.text("id"), email, password, firstName, lastName, api.as(login.text("accessToken")));
    }

    /** The doctor's openings for a state, from tomorrow on, as soon as there are any. */
    public List<Opening> openings(Person doctor, String state) {
        return await("openings").until(() -> openingsNow(doctor, state), openings -> !openings.isEmpty());
    }

    public List<Opening> openingsNow(Person doctor, String state) {
        var from = LocalDate.now().plusDays(2);
        return api.get("/api/v1/slots?state=%s&doctorId=%s&from=%s&to=%s&limit=200".formatted(state, doctor.id(), from,
                from.plusDays(14))).isOk().list("items").stream().map(Opening::of).toList();
    }

    public boolean isListed(Person doctor, String state, String slotId) {
        return openingsNow(doctor, state).stream().anyMatch(opening -> opening.id().equals(slotId));
    }

    /** Books; a slot that the booking service has not heard of yet is tried again. */
    public Answer books(Person patient, String slotId) {
        return books(patient, Map.of("slotId", slotId, "reason", "Itching elbow"));
    }

    /** Books for the patient that the body names, or for the caller. */
    public Answer books(Person caller, Map<String, String> booking) {
        return await("the booking service knows the slot").until(() -> caller.api().post("/api/v1/bookings", booking),
                answer -> answer.status() != 404);
    }

    /**
     * The id of a booking that begins in one or two minutes. Staff books it, because the minimum notice binds patients
     * only, and no list of openings has a time so near.
     */
    public String booksSoon(Person staff, Person patient, Person doctor, ZoneId zone) {
        return booksAt(staff, patient, doctor, ZonedDateTime.now(zone).plusMinutes(2).truncatedTo(ChronoUnit.MINUTES));
    }

    /** The id of a booking that staff makes in an hour that the doctor offers only then. */
    public String booksAt(Person staff, Person patient, Person doctor, ZonedDateTime start) {
        var local = start.toLocalDateTime();
        doctor.api()
                .post("/api/v1/doctors/me/timeslots",
                        Map.of("start", local.toString(), "end", local.plusHours(1).toString()))
                .isCreated();
        var slot = new SlotId(new DoctorId(UUID.fromString(doctor.id())), start.toInstant()).toString();
        return await("the booking service knows the slot")
                .until(() -> staff.api().post("/api/v1/bookings", Map.of("slotId", slot, "patientId", patient.id())),
                        answer -> answer.status() != 404)
                .isCreated()
                .text("id");
    }

    public static String anEmail(String kind) {
        return "%s-%s-%d@people.example".formatted(kind, RUN, COUNT.incrementAndGet());
    }
}
