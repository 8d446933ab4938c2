package dev.medislot.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * From a booking's commit to its event at a consumer, as {@code EventLatency} of the booking service's own tests sees
 * it: commits cannot be seen from outside. It runs in a process and on infrastructure of its own.
 */
final class EventTimes {

    private static final Pattern RATE = Pattern.compile("(\\d+) events at ([0-9.]+)/s");
    private static final Pattern TIMES = Pattern
            .compile("from the commit\\s+p50\\s+(\\S+)\\s+p90\\s+(\\S+)\\s+p99\\s+(\\S+)\\s+most\\s+(\\S+)");

    private EventTimes() {}

    static List<Row> measure() throws IOException, InterruptedException {
        var target = Repository.file("booking-service/target");
        var classPath = String.join(File.pathSeparator, target.resolve("test-classes").toString(),
                target.resolve("classes").toString(), Files.readString(target.resolve("test.classpath")));
        var log = Path.of("target", "event-latency.log");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Measured.IMAGE_OPTIONS, "-Xmx512m",
                "-Dbenchmark.event-seconds=" + Integer.getInteger("benchmark.event-seconds", 60), "-cp", classPath,
                "dev.medislot.booking.booking.EventLatency").redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        var said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        var rate = RATE.matcher(said);
        var times = TIMES.matcher(said);
        assertThat(rate.find() && times.find()).as(said).isTrue();
        return List.of(Row.of("commit → event at a consumer, 200 bookings/s", "p50 ≤ 10 ms, p99 ≤ 100 ms",
                "p50 %s, p90 %s, p99 %s, most %s ms of %s at %s/s".formatted(times.group(1), times.group(2),
                        times.group(3), times.group(4), rate.group(1), rate.group(2))));
    }
}
