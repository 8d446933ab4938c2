package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * How long 1,000 patients wait for their answer when all want one slot at once: over the gateway, and from the service
 * itself. Not one of the tests of every build: the README says how to run it.
 */
@ResourceLock(Medislot.LOCK)
class RushLatency {

    private static final int PATIENTS = 1_000;
    private static final int RUSHES = 10;

    private record Told(int status, long millis) {
    }

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();
    private final URI service = URI.create(medislot.booking().url());
    private final URI gateway = URI.create(medislot.gateway().url());

    @Test
    void measure() throws Exception {
        var doctor = clinic.aDoctor("America/New_York", "NY");
        var slots = new ArrayList<>(clinic.openings(doctor, "NY"));
        clinic.books(clinic.aPatient("NY"), slots.removeLast().id()).expect(201);
        var patients = patients();

        var report = new ArrayList<String>();
        for (int i = 0; i < RUSHES; i++) {
            report.add("gateway: " + rush(gateway, patients, slots.removeFirst().id()));
        }
        for (int i = 0; i < RUSHES; i++) {
            report.add("service: " + rush(service, patients, slots.removeFirst().id()));
        }
        report.forEach(System.out::println);
    }

    private String rush(URI address, List<Person> patients, String slot) throws Exception {
        double before = claims();
        var start = new CyclicBarrier(PATIENTS);
        var told = RushIT.atOnce(patients.stream().<Callable<Told>> map(patient -> () -> {
            var api = patient.api().from(address);
            start.await();
            long asked = System.nanoTime();
            var answer = api.post("/api/v1/bookings", Map.of("slotId", slot));
            return new Told(answer.status(), (System.nanoTime() - asked) / 1_000_000);
        }).toList());
        assertThat(told).extracting(Told::status).containsOnly(201, 409).containsOnlyOnce(201);
        var times = told.stream().map(Told::millis).sorted().toList();
        return "p50 %d ms, p99 %d ms, last %d ms, %.0f claims".formatted(times.get(PATIENTS / 2),
                times.get(PATIENTS * 99 / 100), times.getLast(), claims() - before);
    }

    /** From the service itself: the gateway lets one address open only so many accounts. */
    private List<Person> patients() throws Exception {
        var desk = new Clinic(service);
        try (var callers = Executors.newFixedThreadPool(4)) {
            var registered = new ArrayList<Person>();
            for (var each : callers.invokeAll(
                    Stream.<Callable<Person>> generate(() -> () -> desk.aPatientWithToken("NY", medislot.tokens()))
                            .limit(PATIENTS).toList())) {
                registered.add(each.get());
            }
            return registered;
        }
    }

    private double claims() {
        return Api.at(service).get("/actuator/prometheus").expect(200).text().lines()
                .filter(line -> line.startsWith("medislot_claims_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
