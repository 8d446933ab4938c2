package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * The bookings per second of the booking service and their response times as the number of connections grows, and the
 * inserts per second of the same rows from as many clients. The other services are paused meanwhile.
 */
final class ClaimGrowth {

    private static final List<Integer> CONNECTIONS = List.of(1, 2, 4, 8, 16, 32, 64);
    private static final int ROUNDS = 2;
    private static final int WARM_UP_CONNECTIONS = 32;
    private static final int WARM_UP_BOOKINGS = 1_000;
    /** A faster machine ends its rounds earlier. */
    private static final int MAX_PER_SECOND = 1_500;

    /** The bookings over that many connections, and the inserts per second of each round from as many clients. */
    private record Step(int connections, Load load, List<Double> rates, List<Double> inserted) {

        double insertsPerSecond() {
            return Row.mean(inserted);
        }

        Row row(String program) {
            return new Row("bookings over HTTP, %d connection%s".formatted(connections, connections == 1 ? "" : "s"),
                    "–",
                    Row.text("%s, p50 %.1f ms, p99 %.1f ms", Row.rate(load.perSecond(), rates), load.within(0.5),
                            load.within(0.99)),
                    "the same rows by %s, %d clients: %s".formatted(program, connections,
                            Row.rate(insertsPerSecond(), inserted)),
                    Row.text("%.2f", load.perSecond() / insertsPerSecond()));
        }
    }

    /** Long enough for 64 clients to connect and prepare their statements. */
    private static final Duration WARM_UP_OF_INSERTS = Duration.ofSeconds(4);

    private final Medislot medislot = Medislot.running();
    private final Database booking = Database.of(medislot.infrastructure(), "booking");

    List<Row> measure() throws Exception {
        int measured = CONNECTIONS.size() * ROUNDS * maxOfARound();
        var claims = new Claims(medislot, WarmUp.maxRounds() * WARM_UP_BOOKINGS + measured);
        int eventLength = claims.eventLength();
        var others = List.of(medislot.availability(), medislot.notification(), medislot.gateway());
        others.forEach(ServiceProcess::pause);
        try {
            var rows = new ArrayList<Row>();
            rows.add(WarmUp.of(List.of(medislot.booking()), () -> claims.warmUp(WARM_UP_CONNECTIONS, WARM_UP_BOOKINGS))
                    .row("claims"));
            var steps = new ArrayList<Step>();
            for (int connections : CONNECTIONS) {
                try (var inserts = new PlainInserts(booking, connections, claims.doctors(), eventLength)) {
                    steps.add(step(claims, inserts, connections));
                    rows.add(steps.getLast().row(inserts.name()));
                    System.out.println(rows.getLast());
                }
            }
            LockSupport.parkNanos(Measured.OLDEST_NEWS.toNanos());
            draw(steps);
            others.forEach(ServiceProcess::resume);
            claims.catchUp();
            return rows;
        } finally {
            others.forEach(ServiceProcess::resume);
        }
    }

    private static int maxOfARound() {
        return MAX_PER_SECOND * (int) Measured.TIME.toSeconds();
    }

    private static Step step(Claims claims, PlainInserts inserts, int connections) throws Exception {
        var loads = new ArrayList<Load>();
        var inserted = new ArrayList<Double>();
        inserts.perSecond(WARM_UP_OF_INSERTS);
        for (int i = 0; i < ROUNDS; i++) {
            loads.add(claims.during(Measured.TIME, connections, maxOfARound()));
            claims.settle();
            inserted.add(inserts.perSecond(Measured.TIME));
        }
        return new Step(connections, Load.all(loads), loads.stream().map(Load::perSecond).toList(), inserted);
    }

    private static void draw(List<Step> steps) {
        var connections = CONNECTIONS.stream().map(String::valueOf).toList();
        new Plot("Bookings and plain inserts of the same rows", "connections", "per second", connections)
                .line("bookings over HTTP", each(steps, step -> step.load().perSecond()))
                .line("plain inserts", each(steps, Step::insertsPerSecond))
                .save("claims-rate");
        new Plot("Response time of a booking", "connections", "ms", connections)
                .line("p50", each(steps, step -> step.load().within(0.5)))
                .line("p99", each(steps, step -> step.load().within(0.99)))
                .save("claims-latency");
    }

    private static List<Double> each(List<Step> steps, ToDoubleFunction<Step> value) {
        return steps.stream().map(value::applyAsDouble).toList();
    }
}
