package dev.medislot.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.benchmark.SoakLoad.Kind;
import dev.medislot.systemtests.kit.Medislot;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A mixed load at a fixed rate for minutes: the response times of each minute, and what each process holds after it.
 * The load pauses between two minutes while that is read.
 */
final class Soak {

    private static final int MINUTES = Integer.getInteger("benchmark.soak-minutes", 10);
    private static final int SECONDS = 60;
    private static final int WARM_UP_SECONDS = 30;
    private static final List<String> DATABASES = List.of("availability", "booking", "notification");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Minute(Map<Kind, long[]> nanos, Map<String, ProcessState> processes, int outbox) {

        double within(Kind kind, double share) {
            return nanos.get(kind).length == 0 ? Double.NaN : Load.share(nanos.get(kind), share) / 1e6;
        }

        String times(Kind kind) {
            return Row.text("p50 %.1f ms, p99 %.1f ms", within(kind, 0.5), within(kind, 0.99));
        }
    }

    private final Medislot medislot = Medislot.running();

    List<Row> measure() throws Exception {
        int seconds = WARM_UP_SECONDS + MINUTES * SECONDS;
        var visits = new SoakVisits(medislot).make(seconds * SoakLoad.VISITS_PER_SECOND);
        try (var load = new SoakLoad(medislot, visits)) {
            load.run(0, WARM_UP_SECONDS);
            var minutes = new ArrayList<Minute>();
            for (int i = 0; i < MINUTES; i++) {
                minutes.add(minute(load, WARM_UP_SECONDS + i * SECONDS));
                print(i + 1, minutes.getLast(), load.errors().size());
            }
            await("the outboxes are empty").atMost(PATIENCE).until(() -> outbox() == 0);
            int bookings = load.check();
            draw(minutes);
            assertThat(load.errors()).as("wrong answers").isEmpty();
            return rows(minutes, bookings);
        }
    }

    private Minute minute(SoakLoad load, int firstSecond) throws Exception {
        var nanos = load.run(firstSecond, SECONDS);
        int outbox = outbox();
        var processes = new LinkedHashMap<String, ProcessState>();
        for (var process : medislot.processes()) {
            processes.put(process.name(), ProcessState.of(process));
        }
        return new Minute(nanos, processes, outbox);
    }

    /** The events that are not sent yet. */
    private int outbox() throws SQLException {
        int all = 0;
        for (var name : DATABASES) {
            var database = Database.of(medislot.infrastructure(), name);
            all += Integer.parseInt(database.ask("select count(*) from outbox"));
        }
        return all;
    }

    private static void print(int number, Minute minute, int errors) {
        System.out.printf("minute %d: searches %s; bookings %s; logins %s; outboxes %d; errors %d%n", number,
                minute.times(Kind.SEARCH), minute.times(Kind.BOOKING), minute.times(Kind.LOGIN), minute.outbox(),
                errors);
        minute.processes().forEach((name, state) -> System.out.printf("    %s: %s%n", name, state));
    }

    private static List<Row> rows(List<Minute> minutes, int bookings) {
        var first = minutes.getFirst();
        var last = minutes.getLast();
        var title = "soak of %d minutes, %d requests a second: ".formatted(MINUTES, SoakLoad.PER_SECOND);
        var rows = new ArrayList<Row>();
        for (var kind : Kind.values()) {
            rows.add(Row.of(title + kind, "–",
                    Row.text("first minute %s; last %s; highest p99 of a minute %.1f ms", first.times(kind),
                            last.times(kind),
                            minutes.stream().mapToDouble(minute -> minute.within(kind, 0.99)).max().orElseThrow())));
        }
        rows.add(Row.of(title + "wrong answers", "0", Row.text("0; %,d bookings as answered", bookings)));
        first.processes()
                .forEach((name, state) -> rows.add(Row.of(title + name, "–", state.until(last.processes().get(name)))));
        rows.add(Row.of(title + "events in the outboxes after a minute", "–",
                "at most " + minutes.stream().mapToInt(Minute::outbox).max().orElseThrow()));
        return rows;
    }

    private static void draw(List<Minute> minutes) {
        var names = IntStream.rangeClosed(1, minutes.size()).mapToObj(Integer::toString).toList();
        new Plot("Response times over the gateway", "minute", "ms", names)
                .line("searches, p50", each(minutes, minute -> minute.within(Kind.SEARCH, 0.5)))
                .line("searches, p99", each(minutes, minute -> minute.within(Kind.SEARCH, 0.99)))
                .line("bookings, p50", each(minutes, minute -> minute.within(Kind.BOOKING, 0.5)))
                .line("bookings, p99", each(minutes, minute -> minute.within(Kind.BOOKING, 0.99)))
                .save("soak-latency");
        var memory = new Plot("Resident memory", "minute", "MB", names);
        for (var name : minutes.getFirst().processes().keySet()) {
            memory.line(name, each(minutes, minute -> minute.processes().get(name).resident()));
        }
        memory.save("soak-memory");
    }

    private static List<Double> each(List<Minute> minutes, ToDoubleFunction<Minute> value) {
        return minutes.stream().map(value::applyAsDouble).toList();
    }
}
