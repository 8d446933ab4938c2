package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.QuickstartProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first requests after a start of a service, as it runs in the images, with the AOT cache of its image and without:
 * the time to ready, and the times of the requests against those of the same requests to settled services.
 */
final class FirstRequests {

    private static final int FIRST = 100;
    private static final int ROUND = 500;
    private static final int SETTLED = Integer.getInteger("benchmark.settled", 2000);
    private static final int STARTS = Integer.getInteger("benchmark.starts", 3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Map<String, String> LISTENERS = Map.of("availability-service", "AVAILABILITY",
            "booking-service", "BOOKING", "notification-service", "NOTIFICATION", "gateway", "GATEWAY");

    private record Start(Duration ready, Load first) {}

    /** Several starts of the same services, and the requests before them. */
    private record Starts(List<Start> all, Load settled) {

        double ratio() {
            return first().within(0.99) / settled.within(0.99);
        }

        private Load first() {
            return Load.all(all.stream().map(Start::first).toList());
        }

        @Override
        public String toString() {
            return Row.text("ready in %s s; first %s; settled %s",
                    all.stream().map(each -> Row.text("%.1f", each.ready.toMillis() / 1e3)).collect(joining(", ")),
                    text(first()), text(settled));
        }

        private static String text(Load load) {
            return Row.text("p50 %.0f ms, p99 %.0f ms, longest %.0f ms of %,d", load.within(0.5), load.within(0.99),
                    load.within(1), load.answered());
        }
    }

    List<Row> measure() throws Exception {
        var caches = ImageCaches.train(Path.of("target", "image"));
        var rows = new ArrayList<Row>();
        rows.add(Row.of("AOT caches of the images", "–", caches.sizes()));
        var without = starts(caches, false, rows);
        var with = starts(caches, true, rows);
        with.forEach((name, starts) -> rows.add(row(name, starts, without.get(name))));
        return rows;
    }

    private static Row row(String name, Starts with, Starts without) {
        return new Row("first %d requests after a start of %s".formatted(FIRST, name), "p99 ≤ 3 × the settled p99",
                "with its AOT cache: %s".formatted(with), "without: %s".formatted(without),
                Row.text("%.1f×, without the cache %.1f×", with.ratio(), without.ratio()));
    }

    /** The starts of each service beside settled ones, and of all at once. */
    private static Map<String, Starts> starts(ImageCaches caches, boolean withCaches, List<Row> rows) throws Exception {
        try (var quickstart = caches.start(withCaches)) {
            var starter = new Starter(caches, quickstart, new EveryKind(caches.home().gateway()));
            rows.add(starter.settle().row("start, %s AOT caches".formatted(withCaches ? "with" : "without")));
            var settled = starter.ask(SETTLED);
            rows.add(Footprint.Look.at(quickstart)
                    .residentRow("settled, %s AOT caches".formatted(withCaches ? "with" : "without")));
            var starts = new LinkedHashMap<String, Starts>();
            for (var service : ImageCaches.SERVICES) {
                starts.put(service, new Starts(starter.starts(List.of(service)), settled));
            }
            starts.put("all four at once", new Starts(starter.starts(ImageCaches.SERVICES), settled));
            return starts;
        }
    }

    private record Starter(ImageCaches caches, QuickstartProcess quickstart, EveryKind requests) {

        WarmUp settle() throws Exception {
            var processes = quickstart.parts();
            return WarmUp.ofProcesses(
                    ImageCaches.SERVICES.stream().map(service -> processes.get(service).pid()).toList(),
                    () -> ask(ROUND));
        }

        Load ask(int times) throws Exception {
            return Load.oneByOne(caches.home().gateway().toString(), times, requests);
        }

        /** Lets the services settle a little between the starts. */
        List<Start> starts(List<String> services) throws Exception {
            var starts = new ArrayList<Start>();
            while (starts.size() < STARTS) {
                starts.add(new Start(restart(services), ask(FIRST)));
                ask(ROUND);
            }
            return starts;
        }

        /** The quickstart starts a killed service again, at times after a pause, which does not count. */
        private Duration restart(List<String> services) {
            quickstart.kill(services.toArray(String[]::new));
            await("new processes").pollInterval(BETWEEN_LOOKS)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> quickstart.parts().keySet().containsAll(services));
            long begin = System.nanoTime();
            for (var service : services) {
                var address = caches.home().address(LISTENERS.get(service)).toString();
                await(service + " is ready").pollInterval(BETWEEN_LOOKS)
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> isReady(address));
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        private static boolean isReady(String address) {
            try (var connection = new KeptConnection(address)) {
                return connection.get("/readyz").status() == 200;
            } catch (IOException _) {
                return false;
            }
        }
    }
}
