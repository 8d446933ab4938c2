package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import dev.medislot.infra.Programs;
import dev.medislot.quickstart.Rehearsal;
import dev.medislot.systemtests.kit.QuickstartProcess;
import dev.medislot.systemtests.kit.QuickstartProcess.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The quickstart on its second start, with its AOT caches: the time to ready, the memory of every process once it is
 * ready and under load, and, on a third start, where each JVM has its memory.
 */
final class Footprint {

    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("benchmark.load-seconds", 60));
    private static final int BETWEEN_LOOKS_SECONDS = 5;
    private static final List<String> JVMS = List.of("availability-service", "booking-service", "notification-service",
            "gateway", "kafka", "inbox", "quickstart");
    private static final String TRACKING = "JAVA_TOOL_OPTIONS=-XX:NativeMemoryTracking=summary";

    /** The memory of all processes at one moment. */
    record Look(List<ProcessMemory> processes) {

        static Look at(QuickstartProcess quickstart) {
            return new Look(quickstart.parts()
                    .entrySet()
                    .stream()
                    .map(part -> ProcessMemory.of(part.getKey(), part.getValue()))
                    .toList());
        }

        double all() {
            return processes.stream().mapToDouble(ProcessMemory::pss).sum();
        }

        Row row(String when) {
            return Row.of("memory of the quickstart %s (PSS)".formatted(when), "≤ 1,200 MB",
                    Row.text("all %.0f MB: %s", all(),
                            processes.stream()
                                    .map(each -> Row.text("%s %.0f", each.name(), each.pss()))
                                    .collect(joining(", "))));
        }

        Row residentRow(String when) {
            return Row.of("resident memory of the services %s (RSS)".formatted(when), "≤ 300 MB each",
                    processes.stream()
                            .filter(each -> ImageCaches.SERVICES.contains(each.name()))
                            .map(each -> Row.text("%s %.0f MB", each.name(), each.rss()))
                            .collect(joining(", ")));
        }
    }

    private final Path folder = Path.of("target", "footprint").toAbsolutePath();
    private final Home home = Home.fresh(folder.resolve("data"));

    List<Row> measure() throws Exception {
        Programs.delete(folder);
        var rows = new ArrayList<Row>();
        try (var first = start()) {
            rows.add(row("first start, with the example data", "–", first));
            await("the AOT caches").ignoreException(UncheckedIOException.class)
                    .atMost(Duration.ofMinutes(10))
                    .until(this::isTrained);
        }
        try (var second = start()) {
            rows.add(row("second start", "≤ 15 s", second));
            rows.add(Look.at(second).row("when it is ready"));
            var most = underLoad(second);
            rows.add(most.row("under load, its maximum"));
            rows.add(most.residentRow("in the quickstart, under load"));
        }
        try (var third = start(TRACKING)) {
            underLoad(third);
            for (var jvm : JVMS) {
                rows.add(Row.of("MB of the JVM of %s after that load".formatted(jvm), "–",
                        JvmMemory.of(third.parts().get(jvm).pid()).toString()));
            }
        }
        return rows;
    }

    private static Row row(String start, String target, QuickstartProcess quickstart) {
        return Row.of("the quickstart's " + start, target,
                Row.text("ready in %.1f s, after %.1f s of CPU time", quickstart.timeToReady().toMillis() / 1e3,
                        quickstart.parts().values().stream().mapToDouble(each -> CpuTimes.of(each.pid())).sum() / 1e6));
    }

    private QuickstartProcess start(String... more) {
        var settings = Stream.concat(Stream.of("MEDISLOT_QUICKSTART_AOT_CACHE=true",
                "MEDISLOT_QUICKSTART_EXAMPLE_DATA=true", "MEDISLOT_QUICKSTART_CACHE=" + folder.resolve("cache")),
                Stream.of(more));
        return home.start(settings.toArray(String[]::new)).awaitReady();
    }

    /** The inbox and the launcher have no cache of their own. */
    private boolean isTrained() throws IOException {
        try (var files = Files.walk(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).count() == ImageCaches.SERVICES.size() + 1;
        }
    }

    /** The look with the most memory of all processes during requests of every kind. */
    private Look underLoad(QuickstartProcess quickstart) throws InterruptedException, ExecutionException {
        var rehearsal = new Rehearsal(home.gateway(), "staff@medislot.example", "medislot-example");
        try (var threads = Executors.newSingleThreadExecutor()) {
            var load = threads.submit(() -> rehearsal.play(LOAD));
            var most = Look.at(quickstart);
            while (!load.isDone()) {
                try {
                    load.get(BETWEEN_LOOKS_SECONDS, TimeUnit.SECONDS);
                } catch (TimeoutException _) {
                    var look = Look.at(quickstart);
                    most = look.all() > most.all() ? look : most;
                }
            }
            load.get();
            return most;
        }
    }
}
