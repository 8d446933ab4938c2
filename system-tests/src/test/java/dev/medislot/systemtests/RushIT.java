package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Events;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.testkit.Answer;
import dev.medislot.testkit.EventRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Many patients want the same slot at once. */
@ResourceLock(Medislot.LOCK)
class RushIT {

    private static final int PATIENTS = 200;

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void oneOfTwoHundredPatientsGetsTheSlot() throws Exception {
        var doctor = clinic.aDoctor("America/New_York", "NY");
        var openings = clinic.openings(doctor, "NY");
        clinic.books(clinic.aPatient("NY"), openings.getLast().id()).isCreated();
        var slot = openings.getFirst().id();
        var start = new CyclicBarrier(PATIENTS);

        var patients = patients("NY", PATIENTS);
        List<Answer> answers = Calls.atOnce(patients.stream().<Callable<Answer>>map(patient -> () -> {
            start.await();
            return patient.api().post("/api/v1/bookings", Map.of("slotId", slot));
        }).toList());

        var winner = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(winner).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 201)
                .hasSize(PATIENTS - 1)
                .allSatisfy(answer -> answer.isProblem(409, "slot-taken"));

        var id = winner.getFirst().text("id");
        medislot.events().ofBooking(id, 1);
        assertThat(medislot.events().on(Events.BOOKINGS))
                .filteredOn(event -> event.body().at("/slot/id").asString().equals(slot))
                .extracting(EventRecord::type)
                .containsExactly("BookingCreated");

        var lucky = patients.stream()
                .filter(patient -> patient.id().equals(winner.getFirst().text("patientId")))
                .findFirst()
                .orElseThrow();
        assertThat(medislot.mails().to(doctor, 2)).hasSize(2);
        assertThat(medislot.mails().to(lucky, 1)).hasSize(1);
        assertThat(patients).filteredOn(patient -> !patient.equals(lucky))
                .allSatisfy(patient -> assertThat(medislot.mails().to(patient)).isEmpty());
    }

    private List<Person> patients(String state, int count) throws Exception {
        var staff = medislot.staff();
        Callable<Person> registered = () -> clinic.aPatientWithToken(staff, state, medislot.tokens());
        try (var callers = Executors.newFixedThreadPool(8)) {
            return Calls.gathered(callers, Collections.nCopies(count, registered));
        }
    }
}
