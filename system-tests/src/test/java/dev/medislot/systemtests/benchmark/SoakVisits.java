package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Visits that patients with an address book, move and cancel: each has two slots of its own. */
final class SoakVisits {

    /**
     * One visit.
     *
     * @param booking the id of the booking, once it is made
     */
    record Visit(String token, String slot, String laterSlot, CompletableFuture<String> booking) {}

    private static final int DAYS = 50;
    private static final int SLOTS_A_DAY = 96;
    private static final int SLOTS_OF_A_VISIT = 2;
    /** Fewer than the live bookings that a patient may have. */
    private static final int VISITS_OF_A_PATIENT = 10;
    private static final String STATE = "NY";
    private static final String ZONE = "America/New_York";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Medislot medislot;

    SoakVisits(Medislot medislot) {
        this.medislot = medislot;
    }

    /** Makes at least that many, in random order; the patients of each doctor are patients of no other. */
    List<Visit> make(int atLeast) {
        var visits = new ArrayList<Visit>();
        while (visits.size() < atLeast) {
            var slots = slotsOfANewDoctor();
            Collections.shuffle(slots);
            int count = Math.min(slots.size() / SLOTS_OF_A_VISIT, atLeast - visits.size());
            visits.addAll(visits(slots.subList(0, count * SLOTS_OF_A_VISIT)));
        }
        Collections.shuffle(visits);
        return visits;
    }

    private List<String> slotsOfANewDoctor() {
        var desk = new Clinic(URI.create(medislot.availability().url()));
        var doctor = desk.aDoctorWithoutHours(ZONE, STATE);
        desk.works(doctor, ZONE, 5, "09:00-17:00");
        var from = LocalDate.now().plusDays(3);
        var until = from.plusDays(DAYS - 1);
        var booking = Database.of(medislot.infrastructure(), "booking");
        Asks.awaitDays(booking, List.of(doctor.id()), from, until, PATIENCE);
        return new ArrayList<>(Asks.slots(medislot, doctor.id(), from, until));
    }

    private List<Visit> visits(List<String> slots) {
        var staff = medislot.staff();
        var visits = new ArrayList<Visit>();
        var token = "";
        for (int i = 0; i < slots.size() / SLOTS_OF_A_VISIT; i++) {
            if (i % VISITS_OF_A_PATIENT == 0) {
                var patient = medislot.clinic().aPatientWithToken(staff, STATE, medislot.tokens());
                token = medislot.tokens().of(patient.id(), STATE);
            }
            visits.add(new Visit(token, slots.get(2 * i), slots.get(2 * i + 1), new CompletableFuture<>()));
        }
        return visits;
    }
}
