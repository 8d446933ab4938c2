package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Events;
import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Measures the throughput and latency of Medislot and prints one table. Only a wrong answer fails it, not a low speed.
 * Runs only on request, as {@code docs/benchmark.md} describes.
 */
@ResourceLock(Medislot.LOCK)
class Benchmark {

    @FunctionalInterface
    private interface Part {
        List<Row> measure() throws Exception;
    }

    /**
     * Events before Medislot runs beside them, openings while there are no doctors, memory after all parts with a
     * target, for it is what they left behind. Scale is last, because it removes all doctors.
     */
    private static final Map<String, Part> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("events", EventTimes::measure);
        PARTS.put("openings", () -> new OpeningsRate().measure());
        PARTS.put("stages", () -> new BookingStages().measure());
        PARTS.put("bookings", () -> new BookingRate().measure());
        PARTS.put("claims", () -> new ClaimGrowth().measure());
        PARTS.put("rush", () -> new RushLatency().rows());
        PARTS.put("unlisted", () -> new UnlistedLatency().measure());
        PARTS.put("logins", () -> new LoginFlood().measure());
        PARTS.put("pages", () -> new PageTimes(new PatientVisits().pages()).measure());
        PARTS.put("doctor-pages", () -> new PageTimes(new DoctorVisits().pages()).measure());
        PARTS.put("desk-pages", () -> new PageTimes(new DeskVisits().pages()).measure());
        PARTS.put("peers", Peers::measure);
        PARTS.put("memory", () -> new ServiceMemory().measure());
        PARTS.put("instances", () -> new InstanceGrowth().measure());
        PARTS.put("soak", () -> new Soak().measure());
        PARTS.put("scale", () -> new ScaleGrowth().measure());
        PARTS.put("start", () -> new FirstRequests().measure());
        PARTS.put("footprint", () -> new Footprint().measure());
    }

    private static final List<String> WANTED = List
            .of(System.getProperty("benchmark", String.join(",", PARTS.keySet())).split(","));
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    @TestFactory
    Stream<DynamicTest> parts() {
        assertThat(PARTS.keySet()).as("the parts that there are").containsAll(WANTED);
        return PARTS.entrySet()
                .stream()
                .filter(part -> WANTED.contains(part.getKey()))
                .map(part -> DynamicTest.dynamicTest(part.getKey(), () -> measure(part.getKey(), part.getValue())));
    }

    private static void measure(String name, Part part) throws Exception {
        ROWS.put(name, "| %s | – | failed | – | – |%n".formatted(name));
        var begin = Instant.now();
        var rows = part.measure().stream().map("%s%n"::formatted).collect(joining());
        ROWS.put(name, rows);
        System.out.printf("%n%s, in %d s:%n%s%n", name, Duration.between(begin, Instant.now()).toSeconds(), rows);
    }

    @AfterAll
    static void print() throws IOException {
        var report = """
                # Medislot, measured

                %s, on %d processors, JDK %s, %s %s. Services, servers and who asks them share this machine. The
                services are the deployed jars, run as in the images; no trace leaves them. PostgreSQL is durable
                (fsync, synchronous commit).

                | what | target | measured | against | ratio |
                |---|---|---|---|---|
                %s""".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), System.getProperty("os.name"),
                System.getProperty("os.arch"), String.join("", ROWS.values()));
        var file = Path.of(System.getProperty("benchmark.report", "target/benchmark.md")).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.writeString(file, report);
        System.out.printf("%n%s%nThis is in %s too.%n", report, file);
    }
}
