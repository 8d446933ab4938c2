package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.benchmark.Statements.Statement;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cost of one booking through the gateway in each process: CPU time, statements, round trips, bytes. The services
 * are measured once their JIT compilers are quiet. The other services are paused meanwhile.
 */
final class BookingStages {

    static {
        // before PostgreSQL starts
        System.setProperty("medislot.infra.statements", "true");
    }

    private static final int CONNECTIONS = 32;
    private static final int BOOKINGS = Integer.getInteger("benchmark.bookings", 3_000);
    private static final int ROUND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Medislot medislot = Medislot.running();
    private final Database database = Database.of(medislot.infrastructure(), "booking");
    private final Statements statements = new Statements(database);

    List<Row> measure() throws Exception {
        var asks = Asks.of(medislot, WarmUp.maxRounds() * ROUND + 2 * BOOKINGS, PATIENCE);
        var others = List.of(medislot.availability(), medislot.notification());
        others.forEach(ServiceProcess::pause);
        try {
            var rows = new ArrayList<Row>();
            rows.add(WarmUp.of(List.of(medislot.gateway(), medislot.booking()), () -> book(asks, CONNECTIONS, ROUND))
                    .row("stages"));
            rows.addAll(measured(asks, CONNECTIONS));
            rows.addAll(measured(asks, 1));
            return rows;
        } finally {
            others.forEach(ServiceProcess::resume);
        }
    }

    private Load book(Asks asks, int connections, int bookings) throws Exception {
        var load = Load.each(medislot.gateway().url(), connections, bookings / connections, connection -> {
            var ask = asks.waiting().poll();
            if (ask == null) {
                return false;
            }
            ask.on(connection);
            return true;
        });
        await().atMost(PATIENCE).until(() -> database.ask("select count(*) from outbox").equals("0"));
        return load;
    }

    private List<Row> measured(Asks asks, int connections) throws Exception {
        statements.forget();
        var before = use();
        var load = book(asks, connections, BOOKINGS);
        var after = use();
        var all = statements.all();
        all.stream()
                .filter(each -> each.calls() / load.answered() >= 0.05)
                .forEach(each -> System.out.println(each.text(load.answered())));
        double per = load.answered();
        var rows = new ArrayList<Row>();
        var title = connections + (connections == 1 ? " connection, " : " connections, ");
        rows.add(Row.of(title + "bookings", "–", Row.text("%,d, %.0f/s, p50 %.0f ms, p99 %.0f ms", load.answered(),
                load.perSecond(), load.within(0.5), load.within(0.99))));
        after.since(before, per).forEach((what, text) -> rows.add(Row.of(title + what, "–", text)));
        rows.add(Row.of(title + "statements a booking", "–",
                Row.text("%.2f, planned %.2f", all.stream().mapToDouble(Statement::calls).sum() / per,
                        all.stream().mapToDouble(Statement::planned).sum() / per)));
        return rows;
    }

    private Use use() throws Exception {
        var booking = medislot.booking().pid();
        var redis = RedisUse.of(URI.create(medislot.infrastructure().redisUrl()));
        var port = database.server().getPort();
        return new Use(
                Map.of("booking-service", CpuTimes.of(booking), "gateway", CpuTimes.of(medislot.gateway().pid()),
                        "PostgreSQL",
                        CpuTimes.ofFamily(line -> line.contains("postgres") && line.contains("-p %d ".formatted(port))),
                        "Redis", redis.cpu(), "Kafka", CpuTimes.ofChild("KafkaProgram")),
                ThreadUse.of(medislot.gateway().pid()), ThreadUse.of(booking), redis, RoundTrips.of(booking, port),
                database.pools(), statements.writtenAhead());
    }
}
