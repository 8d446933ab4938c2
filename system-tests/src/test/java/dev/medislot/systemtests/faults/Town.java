package dev.medislot.systemtests.faults;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The people of a run: few doctors with few slots, and many who want them. The doctors of an earlier version have no
 * visit types, because it may not know them.
 */
final class Town {

    static final String LICENSED = "CA";
    static final String OTHER_STATE = "NV";
    static final String ZONE = "America/Los_Angeles";
    static final int DAYS = 4;

    private static final int PATIENTS = 210;
    static final List<String> WINDOWS = List.of("09:00-12:00", "13:00-15:00");
    private static final VisitType DEFAULT = new VisitType("", 30, 0, 0);

    /** @param id empty for the default visit */
    record VisitType(String id, int minutes, int before, int after) {}

    /** @param every the length of a slot in minutes */
    record Doctor(Person person, int every, List<VisitType> types) {

        String slots(LocalDate from, VisitType type) {
            return "/slots?state=%s&doctorId=%s&from=%s&to=%s&timeZone=%s&limit=200%s".formatted(LICENSED, person.id(),
                    from, from.plusDays(DAYS - 1), ZONE, type.id().isEmpty() ? "" : "&visitTypeId=" + type.id());
        }
    }

    /**
     * A patient with a session.
     *
     * @param ids the patient's own, then those of dependents
     */
    record Patient(Person person, List<String> ids, Client client) {}

    final LocalDate from = LocalDate.now().plusDays(3);
    final List<Doctor> doctors = new ArrayList<>();
    final List<Patient> patients;
    /** Rates visits. */
    final Patient rater;
    final List<String> slots = new ArrayList<>();
    final Person staff;
    /** The topic names this person with withdrawn bookings only. */
    final Person manager;
    private final Clinic clinic;
    private final Mails mails;
    private final History history;

    Town(Fleet fleet, History history) throws InterruptedException {
        this.clinic = new Clinic(fleet.address());
        this.mails = new Mails(fleet.inboxUrl());
        this.history = history;
        this.staff = clinic.staff(Medislot.STAFF_EMAIL, Clinic.PASSWORD);
        var email = Clinic.anEmail("manager");
        staff.api().post("/api/v1/staff", Map.of("email", email, "password", Clinic.PASSWORD)).isCreated();
        this.manager = clinic.staff(email, Clinic.PASSWORD);
        history.write("staff", "id", staff.id());
        history.write("days", "from", from.toString(), "count", DAYS, "zone", ZONE, "windows", WINDOWS);
        Stream.of(List.of(DEFAULT), List.of(DEFAULT), List.of(DEFAULT)).forEach(this::settle);
        if (fleet.isEarlier()) {
            Stream.of(List.of(DEFAULT), List.of(DEFAULT)).forEach(this::settle);
        } else {
            var call = aVisitType("Call", 20, 10, 10);
            Stream.of(List.of(call, aVisitType("Long talk", 40, 0, 20)), List.of(call)).forEach(this::settle);
        }
        this.patients = new Registration(fleet.address(), clinic, mails, history).register(PATIENTS + 1);
        this.rater = patients.removeLast();
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

    /** Has visit types, and changes hours. */
    Doctor changingDoctor() {
        return doctors.get(3);
    }

    private VisitType aVisitType(String name, int minutes, int before, int after) {
        var id = staff.api()
                .post("/api/v1/visit-types",
                        Map.of("name", name, "minutes", minutes, "mode", "PHONE", "bufferBefore", before, "bufferAfter",
                                after))
                .isCreated()
                .id();
        return new VisitType(id, minutes, before, after);
    }

    private void settle(List<VisitType> types) {
        var doctor = clinic.aDoctorWithoutHours(ZONE, LICENSED);
        confirm(doctor.email(), clinic, mails);
        boolean hasTypes = !types.equals(List.of(DEFAULT));
        if (hasTypes) {
            var items = types.stream().map(type -> Map.of("visitTypeId", type.id())).toList();
            doctor.api().put("/api/v1/doctors/me/visit-types", Map.of("items", items)).isOk();
        }
        int every = hasTypes ? 10 : DEFAULT.minutes();
        clinic.works(doctor, ZONE, every, WINDOWS.toArray(String[]::new));
        var known = new Doctor(doctor, every, types);
        doctors.add(known);
        types.forEach(type -> slots.addAll(offered(known, type)));
        history.write("doctor", "id", doctor.id(), "email", doctor.email(), "states", List.of(LICENSED), "every", every,
                "types", types);
    }

    private List<String> offered(Doctor doctor, VisitType type) {
        return await("openings").atMost(Clinic.SOON)
                .until(() -> clinic.api().get("/api/v1" + doctor.slots(from, type)).isOk().texts("items", "id"),
                        found -> found.size() > DAYS);
    }

    /** As mails to unconfirmed addresses are sent one after the other. */
    static void confirm(String email, Clinic clinic, Mails mails) {
        var token = mails.token(email, "Confirm your email address");
        clinic.api().post("/api/v1/emails/confirm", Map.of("token", token)).has(204);
    }
}
