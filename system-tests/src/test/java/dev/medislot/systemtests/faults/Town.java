package dev.medislot.systemtests.faults;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The people of a run: few doctors with few slots, and many patients who want them. */
final class Town {

    static final String LICENSED = "CA";
    static final String OTHER_STATE = "NV";
    static final String ZONE = "America/Los_Angeles";
    static final int DAYS = 4;

    private static final int PATIENTS = 210;
    static final List<String> WINDOWS = List.of("09:00-12:00", "13:00-15:00");
    private static final int DOCTORS_OF_THE_DEFAULT_VISIT = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final VisitType DEFAULT = new VisitType("", 30, 0, 0);

    /** @param id empty for the default visit */
    record VisitType(String id, int minutes, int before, int after) {}

    /** @param every the length of a slot in minutes */
    record Doctor(Person person, int every, List<VisitType> types) {

        String slots(LocalDate from, VisitType type) {
            return "/slots?state=%s&doctorId=%s&from=%s&to=%s&timeZone=%s&limit=200%s".formatted(LICENSED, person.id(),
                    from, from.plusDays(DAYS - 1), ZONE, type.id().isEmpty() ? "" : "&visitTypeId=" + type.id());
        }

        boolean hasDefaultVisit() {
            return types.equals(List.of(DEFAULT));
        }
    }

    /**
     * A patient with a session.
     *
     * @param ids the patient's own, then those of dependents
     */
    record Patient(Person person, List<String> ids, Client client) {}

    final LocalDate from = LocalDate.now().plusDays(3);
    final List<Doctor> doctors = new CopyOnWriteArrayList<>();
    final List<Patient> patients;
    /** Rates visits. */
    final Patient rater;
    /** The only patient on the waitlist for the days after those of the others. */
    final Patient waiter;
    final List<String> slots = new CopyOnWriteArrayList<>();
    final Person staff;
    /** The topic names this person with withdrawn bookings only. */
    final Person manager;
    /** Only ends sessions. */
    final Person idleStaff;
    /** Has neither hours nor licenses, and only ends sessions. */
    final Person idleDoctor;
    private final URI gateway;
    private final Clinic clinic;
    private final Mails mails;
    private final History history;

    Town(Fleet fleet, History history) throws InterruptedException {
        this.gateway = fleet.address();
        this.clinic = new Clinic(gateway);
        this.mails = new Mails(fleet.inboxUrl());
        this.history = history;
        this.staff = clinic.staff(Medislot.STAFF_EMAIL, Clinic.PASSWORD);
        this.manager = aColleague("manager");
        this.idleStaff = aColleague("idle");
        this.idleDoctor = clinic.aDoctorWithoutHours(ZONE);
        confirm(idleDoctor.email(), clinic, mails);
        history.write("staff", "id", staff.id());
        history.write("days", "from", from.toString(), "count", DAYS, "zone", ZONE, "windows", WINDOWS);
        for (int i = 0; i < DOCTORS_OF_THE_DEFAULT_VISIT; i++) {
            settle(List.of(DEFAULT));
        }
        for (var types : knowsVisitTypes() ? visitTypes() : List.of(List.of(DEFAULT), List.of(DEFAULT))) {
            settle(types);
        }
        this.patients = new Registration(gateway, clinic, mails, history).register(PATIENTS + 1);
        this.rater = patients.removeLast();
        this.waiter = patients.removeFirst();
    }

    private Person aColleague(String name) {
        var email = Clinic.anEmail(name);
        staff.api().post("/api/v1/staff", Map.of("email", email, "password", Clinic.PASSWORD)).isCreated();
        return clinic.staff(email, Clinic.PASSWORD);
    }

    /** Takes time off, and changes hours. */
    Doctor busyDoctor() {
        return doctors.getFirst();
    }

    /** Gets and loses a license of the other state. */
    Doctor travellingDoctor() {
        return doctors.get(1);
    }

    /** Has the default visit, and keeps the hours. */
    Doctor ratedDoctor() {
        return travellingDoctor();
    }

    /** Is made inactive at times. */
    Doctor restingDoctor() {
        return doctors.get(2);
    }

    /** Has visit types once the version knows them, and changes hours. */
    Doctor changingDoctor() {
        return doctors.get(3);
    }

    /** Changes the name, and nothing else. */
    Doctor renamedDoctor() {
        return doctors.getLast();
    }

    /** An earlier version may not. */
    private boolean knowsVisitTypes() {
        return clinic.api().get("/api/v1/visit-types").status() == 200;
    }

    boolean hasVisitTypes() {
        return !doctors.getLast().hasDefaultVisit();
    }

    /** Gives visit types to the doctors that have none because the version of the start did not know them. */
    void introduceVisitTypes() throws InterruptedException {
        int next = DOCTORS_OF_THE_DEFAULT_VISIT;
        for (var types : visitTypes()) {
            var former = doctors.get(next);
            offer(former.person(), types);
            var doctor = new Doctor(former.person(), former.every(), types);
            history.write("types", "doctor", former.person().id(), "types", types);
            types.forEach(type -> slots.addAll(offered(doctor, type)));
            doctors.set(next++, doctor);
        }
    }

    /** Makes the visit types of each further doctor. */
    private List<List<VisitType>> visitTypes() throws InterruptedException {
        var desk = Client.of(gateway, history, "staff", staff);
        var call = aVisitType(desk, "Call", 20, 10, 10);
        return List.of(List.of(call, aVisitType(desk, "Long talk", 40, 0, 20)), List.of(call));
    }

    private static VisitType aVisitType(Client desk, String name, int minutes, int before, int after)
            throws InterruptedException {
        var made = desk.send("POST", "/visit-types",
                Map.of("name", name, "minutes", minutes, "mode", "PHONE", "bufferBefore", before, "bufferAfter", after),
                PATIENCE, "Idempotency-Key", UUID.randomUUID().toString());
        return new VisitType(made.body().path("id").asString(), minutes, before, after);
    }

    private void settle(List<VisitType> types) throws InterruptedException {
        var doctor = clinic.aDoctorWithoutHours(ZONE, LICENSED);
        confirm(doctor.email(), clinic, mails);
        int every = types.equals(List.of(DEFAULT)) ? DEFAULT.minutes() : 10;
        var known = new Doctor(doctor, every, types);
        if (!known.hasDefaultVisit()) {
            offer(doctor, types);
        }
        clinic.works(doctor, ZONE, every, WINDOWS.toArray(String[]::new));
        doctors.add(known);
        types.forEach(type -> slots.addAll(offered(known, type)));
        history.write("doctor", "id", doctor.id(), "email", doctor.email(), "states", List.of(LICENSED), "every", every,
                "types", types);
    }

    private void offer(Person doctor, List<VisitType> types) throws InterruptedException {
        var items = types.stream().map(type -> Map.of("visitTypeId", type.id())).toList();
        var client = Client.of(gateway, history, "doctors", doctor);
        var path = "/doctors/me/visit-types";
        client.send("PUT", path, Map.of("items", items), PATIENCE, "If-Match", client.get(path).etag());
    }

    private List<String> offered(Doctor doctor, VisitType type) {
        var slots = await("openings").until(
                () -> clinic.api().get("/api/v1" + doctor.slots(from, type)).isOk().body().path("items"),
                found -> found.size() > DAYS);
        slots.forEach(slot -> history.write("slot", "id", slot.path("id"), "doctor", doctor.person().id(), "visitType",
                type.id(), "start", slot.path("start"), "end", slot.path("end")));
        return slots.valueStream().map(slot -> slot.path("id").asString()).toList();
    }

    /** Confirms an address, because mails to unconfirmed ones are sent one after the other. */
    static void confirm(String email, Clinic clinic, Mails mails) {
        var token = mails.token(email, "Confirm your email address");
        clinic.api().post("/api/v1/emails/confirm", Map.of("token", token)).has(204);
    }
}
