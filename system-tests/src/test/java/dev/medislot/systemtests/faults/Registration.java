package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Registers patients, some at a time, because a registration and a login cost the hash of a password each. */
final class Registration {

    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int UNTIL_A_DEPENDENT = 3;
    private static final int UNTIL_THE_OTHER_STATE = 10;

    private final URI gateway;
    private final Clinic clinic;
    private final Mails mails;
    private final History history;

    Registration(URI gateway, Clinic clinic, Mails mails, History history) {
        this.gateway = gateway;
        this.clinic = clinic;
        this.mails = mails;
        this.history = history;
    }

    /** Confirms all addresses in the end, when most mails have come; the waitlist needs it. */
    List<Town.Patient> register(int count) throws InterruptedException {
        var patients = all(IntStream.range(0, count).<Callable<Town.Patient>>mapToObj(i -> () -> patient(i)).toList());
        all(patients.stream().<Callable<Void>>map(patient -> () -> {
            Town.confirm(patient.person().email(), clinic, mails);
            return null;
        }).toList());
        return patients;
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A patient was not registered", e);
        }
    }

    private Town.Patient patient(int number) throws InterruptedException {
        var email = Clinic.anEmail("patient");
        var state = number % UNTIL_THE_OTHER_STATE == 1 ? Town.OTHER_STATE : Town.LICENSED;
        var id = new Client(gateway, history).send("POST", "/patients", Clinic.registration(email, state, Town.ZONE),
                PATIENCE, "Idempotency-Key", UUID.randomUUID().toString()).body().path("id").stringValue();
        var client = Client.of(gateway, history, "patients",
                new Person(id, email, Clinic.PASSWORD, "Petra", "Quillfeather", clinic.api()));
        var person = new Person(id, email, Clinic.PASSWORD, "Petra", "Quillfeather",
                clinic.api().as(client.session().token()));
        var ids = new ArrayList<>(List.of(id));
        if (number % UNTIL_A_DEPENDENT == 0) {
            ids.add(aDependentOf(person));
        }
        ids.forEach(each -> history.write("patient", "id", each, "email", email, "guardian", id));
        return new Town.Patient(person, ids, client);
    }

    private static String aDependentOf(Person guardian) {
        return guardian.api()
                .post("/api/v1/patients/me/dependents",
                        Map.of("firstName", "Kim", "lastName", "Quillfeather", "dateOfBirth", "2020-02-02"))
                .isCreated()
                .id();
    }
}
