package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** How long after its booking's 201 a slot is still listed as an opening. */
final class UnlistedLatency {

    private static final int SAMPLES = Integer.getInteger("benchmark.samples", 300);
    private static final int BOOKINGS_OF_A_PATIENT = 15;
    private static final Duration MAX_PAUSE = Duration.ofMillis(50);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final Duration GIVES_UP = Duration.ofSeconds(30);

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    List<Row> measure() throws IOException {
        var nanos = new ArrayList<Long>();
        var staff = medislot.staff();
        try (var bookings = new KeptConnection(medislot.booking().url());
                var openings = new KeptConnection(medislot.availability().url())) {
            while (nanos.size() < SAMPLES) {
                var doctor = clinic.aDoctor("America/New_York", "NY");
                var slots = new ArrayList<>(clinic.openings(doctor, "NY"));
                clinic.books(clinic.aPatient("NY"), slots.removeLast().id()).isCreated();
                Collections.shuffle(slots);
                String token = null;
                for (int i = 0; i < slots.size() && nanos.size() < SAMPLES; i++) {
                    if (i % BOOKINGS_OF_A_PATIENT == 0) {
                        var patient = clinic.aPatientWithToken(staff, "NY", medislot.tokens());
                        token = medislot.tokens().of(patient.id(), "NY");
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE.toNanos()));
                    nanos.add(untilUnlisted(bookings, openings, token, slots.get(i)));
                }
            }
        }
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return List.of(Row.of("booking's answer → no longer listed, one at a time", "p99 ≤ 250 ms",
                Row.text("p50 %.0f ms, p99 %.0f ms, most %.0f ms of %,d", within(sorted, 0.5), within(sorted, 0.99),
                        within(sorted, 1), sorted.length)));
    }

    private static double within(long[] sorted, double share) {
        return Load.share(sorted, share) / 1e6;
    }

    private static long untilUnlisted(KeptConnection bookings, KeptConnection openings, String token, Opening slot)
            throws IOException {
        var list = "/api/v1/slots?doctorId=%s&from=%s&to=%s".formatted(slot.doctorId(), slot.start(), slot.end());
        bookings.post("/api/v1/bookings", token, "{\"slotId\":\"%s\"}".formatted(slot.id())).has(201);
        long booked = System.nanoTime();
        while (openings.get(list).has(200).text().contains(slot.id())) {
            if (System.nanoTime() - booked > GIVES_UP.toNanos()) {
                throw new AssertionError("%s is listed %s after it was booked".formatted(slot.id(), GIVES_UP));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return System.nanoTime() - booked;
    }
}
