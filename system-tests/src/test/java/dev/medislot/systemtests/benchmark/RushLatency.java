package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.KeptConnection.Response;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * How long 1,000 patients wait for their answer when all want one slot at once: over the gateway, and from the service
 * itself. Not one of the tests of every build: the README says how to run it.
 */
@ResourceLock(Medislot.LOCK)
class RushLatency {

    static final int PATIENTS = Integer.getInteger("benchmark.patients", 1_000);
    private static final int RUSHES = Integer.getInteger("benchmark.rushes", 10);

    private record Try(Response answer, long millis) {}

    /** The CPU time of both programs and of this one, which plays the patients, in µs. */
    private record Cpu(double gateway, double service, double patients) {}

    /**
     * The waiting times of the patients in ms, the numbers of 503 answers and of tried claims, and the CPU time of
     * gateway, service and patients in µs per request.
     */
    record Rush(long p50, long p99, long last, long refused, long claims, long gateway, long service, long patients) {}

    /**
     * Rushes on the gateway, and on the service itself.
     *
     * @param threads the CPU time of gateway and service by threads, in µs per request of the rushes on the gateway
     */
    record Rushes(WarmUp warmUp, List<Rush> overGateway, List<Rush> ofService, List<Row> threads) {}

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();
    private final String service = medislot.booking().url();
    private final String gateway = medislot.gateway().url();

    @Test
    void measure() throws Exception {
        var rushes = rushes();
        rushes.overGateway().forEach(rush -> System.out.println("gateway: " + rush));
        rushes.ofService().forEach(rush -> System.out.println("service: " + rush));
    }

    Rushes rushes() throws Exception {
        var doctor = clinic.aDoctor("America/New_York", "NY");
        var slots = new ArrayList<>(clinic.openings(doctor, "NY"));
        var taken = slots.removeLast().id();
        clinic.books(clinic.aPatient("NY"), taken).isCreated();
        var patients = patients();

        var rushes = new Rushes(warmUp(patients, taken), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var processes = List.of(medislot.gateway(), medislot.booking());
        var before = cpu(processes);
        for (int i = 0; i < RUSHES; i++) {
            rushes.overGateway().add(rush(gateway, patients, slots.removeFirst().id()));
        }
        var after = cpu(processes);
        for (int i = 0; i < processes.size(); i++) {
            rushes.threads().add(row(processes.get(i).name(), before.get(i), after.get(i)));
        }
        for (int i = 0; i < RUSHES; i++) {
            rushes.ofService().add(rush(service, patients, slots.removeFirst().id()));
        }
        return rushes;
    }

    /** Rushes on a slot that is taken, at the gateway. */
    private WarmUp warmUp(List<String> patients, String taken) throws Exception {
        return WarmUp.of(List.of(medislot.gateway(), medislot.booking()),
                () -> assertThat(atOnce(gateway, patients, taken)).extracting(each -> each.answer().status())
                        .containsOnly(409));
    }

    private static String body(String slot) {
        return "{\"slotId\":\"%s\"}".formatted(slot);
    }

    /** The rows of the benchmark's table; that there was one winner each time is asserted. */
    List<Row> rows() throws Exception {
        var rushes = rushes();
        return Stream.concat(Stream.of(rushes.warmUp().row("rush"), row("the gateway", rushes.overGateway()),
                row("the service itself", rushes.ofService())), rushes.threads().stream()).toList();
    }

    private static List<Map<String, Double>> cpu(List<ServiceProcess> processes) throws IOException {
        var cpu = new ArrayList<Map<String, Double>>();
        for (var process : processes) {
            cpu.add(ThreadUse.of(process.pid()).cpu());
        }
        return cpu;
    }

    private static Row row(String module, Map<String, Double> before, Map<String, Double> after) {
        var micros = new TreeMap<String, Double>();
        after.forEach(
                (thread, all) -> micros.put(thread, (all - before.getOrDefault(thread, 0.0)) / RUSHES / PATIENTS));
        return Row.of("CPU time of %s for a request of a rush on the gateway, by threads of ≥ 10 µs".formatted(module),
                "–",
                micros.entrySet()
                        .stream()
                        .filter(thread -> thread.getValue() >= 10)
                        .map(thread -> Row.text("%s %.0f µs", thread.getKey(), thread.getValue()))
                        .collect(joining(", ")));
    }

    private static Row row(String asked, List<Rush> rushes) {
        return Row.of("%,d patients on one slot at once, asking %s; %d times".formatted(PATIENTS, asked, rushes.size()),
                "1 winner; p99 < 1 s; ≤ 20 claims",
                """
                        1 winner each; p50 %s ms, p99 %s ms, last %s ms; %s claims, %s refused (503); \
                        CPU of a request: gateway %s µs, service %s µs, patient %s µs""".formatted(
                        spread(rushes, Rush::p50), spread(rushes, Rush::p99), spread(rushes, Rush::last),
                        spread(rushes, Rush::claims), spread(rushes, Rush::refused), spread(rushes, Rush::gateway),
                        spread(rushes, Rush::service), spread(rushes, Rush::patients)));
    }

    /** The median, the least and the most. */
    private static String spread(List<Rush> rushes, ToLongFunction<Rush> part) {
        var sorted = rushes.stream().mapToLong(part).sorted().toArray();
        return "%d (%d to %d)".formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    /** The answers are judged once all are there. */
    private Rush rush(String address, List<String> tokens, String slot) throws Exception {
        double claimsBefore = claims();
        var cpuBefore = cpu();
        var tries = atOnce(address, tokens, slot);
        var cpu = cpu();
        assertThat(tries).extracting(each -> each.answer().status()).isSubsetOf(201, 409, 503).containsOnlyOnce(201);
        assertThat(tries).map(Try::answer)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.text()).contains("urn:medislot:problem:slot-taken"));
        var times = tries.stream().map(Try::millis).sorted().toList();
        return new Rush(times.get(PATIENTS / 2), times.get(PATIENTS * 99 / 100), times.getLast(),
                tries.stream().filter(each -> each.answer().status() == 503).count(),
                Math.round(claims() - claimsBefore), Math.round((cpu.gateway() - cpuBefore.gateway()) / PATIENTS),
                Math.round((cpu.service() - cpuBefore.service()) / PATIENTS),
                Math.round((cpu.patients() - cpuBefore.patients()) / PATIENTS));
    }

    /** Each patient opens a connection and asks. */
    private static List<Try> atOnce(String address, List<String> tokens, String slot) throws Exception {
        var start = new CyclicBarrier(PATIENTS);
        var body = body(slot);
        return Calls.atOnce(tokens.stream().<Callable<Try>>map(token -> () -> {
            try (var connection = new KeptConnection(address)) {
                start.await();
                long asked = System.nanoTime();
                var answer = connection.post("/api/v1/bookings", token, body);
                return new Try(answer, (System.nanoTime() - asked) / 1_000_000);
            }
        }).toList());
    }

    private Cpu cpu() {
        return new Cpu(CpuTimes.of(medislot.gateway().pid()), CpuTimes.of(medislot.booking().pid()),
                CpuTimes.of(ProcessHandle.current().pid()));
    }

    /** Inserted into the table, because hashing their passwords would take minutes. */
    private List<String> patients() throws SQLException {
        var ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(PATIENTS).toList();
        Asks.insert(Database.of(medislot.infrastructure(), "booking"), ids);
        return ids.stream().map(id -> medislot.tokens().of(id, "NY")).toList();
    }

    private double claims() {
        return Api.at(medislot.booking().managementUrl())
                .get("/actuator/prometheus")
                .isOk()
                .text()
                .lines()
                .filter(line -> line.startsWith("medislot_claims_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
