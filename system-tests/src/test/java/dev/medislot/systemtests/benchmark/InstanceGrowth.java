package dev.medislot.systemtests.benchmark;

import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The delay of events at a fixed rate of bookings, spread over one to four instances of the booking service, whose
 * relays share one outbox. The other services are paused meanwhile.
 */
final class InstanceGrowth {

    private static final int MAX_INSTANCES = 4;
    private static final int PER_SECOND = 100;
    private static final int SECONDS = Integer.getInteger("benchmark.instance-seconds", 20);
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final int WARM_UP_BOOKINGS = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A booking, and when it was requested and answered. */
    private record Booked(String id, long asked, long answered) {}

    /** The sorted times from the requests to the answers, and to the events at a consumer, in ns. */
    private record Step(int instances, long[] answers, long[] events, double perSecond) {

        static Step of(int instances, Queue<Booked> bookings, EventArrivals arrivals) {
            var at = bookings.stream().mapToLong(each -> arrivals.at(each.id())).summaryStatistics();
            return new Step(instances,
                    bookings.stream().mapToLong(each -> each.answered() - each.asked()).sorted().toArray(),
                    bookings.stream().mapToLong(each -> arrivals.at(each.id()) - each.asked()).sorted().toArray(),
                    (bookings.size() - 1) * 1e9 / (at.getMax() - at.getMin()));
        }

        Row row() {
            return Row.of(
                    "event at a consumer after the request, %d bookings/s over %d instance%s".formatted(PER_SECOND,
                            instances, instances == 1 ? "" : "s"),
                    "–", Row.text("p50 %.1f ms, p99 %.1f ms at %.0f events/s; answers p50 %.1f ms, p99 %.1f ms",
                            ms(events, 0.5), ms(events, 0.99), perSecond, ms(answers, 0.5), ms(answers, 0.99)));
        }

        static double ms(long[] nanos, double share) {
            return Load.share(nanos, share) / 1e6;
        }
    }

    private final Medislot medislot = Medislot.running();
    private final Database database = Database.of(medislot.infrastructure(), "booking");

    List<Row> measure() throws Exception {
        var asks = Asks.of(medislot, MAX_INSTANCES * (WarmUp.maxRounds() * WARM_UP_BOOKINGS + PER_SECOND * SECONDS),
                PATIENCE);
        var further = Stream.generate(medislot::anotherBooking).limit(MAX_INSTANCES - 1).toList();
        var others = List.of(medislot.availability(), medislot.notification(), medislot.gateway());
        others.forEach(ServiceProcess::pause);
        try (var arrivals = new EventArrivals(medislot.infrastructure().kafkaClient())) {
            var instances = Stream.concat(Stream.of(medislot.booking()), further.stream()).toList();
            var rows = new ArrayList<Row>();
            rows.add(WarmUp.of(instances, () -> warmUp(asks, instances)).row("instances"));
            var steps = new ArrayList<Step>();
            for (int count = MAX_INSTANCES; count > 0; count--) {
                var used = instances.subList(0, count);
                instances.subList(count, MAX_INSTANCES).forEach(ServiceProcess::close);
                steps.addFirst(Step.of(count, book(asks, used, SECONDS, arrivals), arrivals));
                System.out.println(steps.getFirst().row());
            }
            steps.forEach(step -> rows.add(step.row()));
            draw(steps);
            return rows;
        } finally {
            further.forEach(ServiceProcess::close);
            others.forEach(ServiceProcess::resume);
        }
    }

    private void warmUp(Asks asks, List<ServiceProcess> instances) throws Exception {
        for (var instance : instances) {
            Load.each(instance.url(), WARM_UP_CONNECTIONS, WARM_UP_BOOKINGS / WARM_UP_CONNECTIONS, connection -> {
                asks.waiting().remove().on(connection);
                return true;
            });
        }
        awaitEmptyOutbox();
    }

    private void awaitEmptyOutbox() {
        await("an empty outbox").atMost(PATIENCE).until(() -> database.ask("select count(*) from outbox").equals("0"));
    }

    /** Returns when the events of all bookings have arrived. */
    private Queue<Booked> book(Asks asks, List<ServiceProcess> instances, int seconds, EventArrivals arrivals)
            throws Exception {
        var booked = new ConcurrentLinkedQueue<Booked>();
        var calls = instances.stream().map(instance -> new TimedCalls(instance.url())).toList();
        try {
            new FixedRate(PER_SECOND).run(0, PER_SECOND * seconds, number -> {
                var ask = asks.waiting().remove();
                long begin = System.nanoTime();
                var answer = calls.get(number % calls.size())
                        .call("POST", "/api/v1/bookings", ask.token(), "{\"slotId\":\"%s\"}".formatted(ask.slot()),
                                201);
                booked.add(new Booked(answer.body().path("id").asString(), begin, begin + answer.nanos()));
            });
        } finally {
            calls.forEach(TimedCalls::close);
        }
        await("the events").atMost(PATIENCE).until(() -> booked.stream().allMatch(each -> arrivals.has(each.id())));
        awaitEmptyOutbox();
        return booked;
    }

    private static void draw(List<Step> steps) {
        new Plot("Bookings spread over instances: " + PER_SECOND + " per second", "instances of the booking service",
                "ms after the request", steps.stream().map(step -> Integer.toString(step.instances())).toList())
                        .line("answer, p50", each(steps, step -> Step.ms(step.answers(), 0.5)))
                        .line("answer, p99", each(steps, step -> Step.ms(step.answers(), 0.99)))
                        .line("event at a consumer, p50", each(steps, step -> Step.ms(step.events(), 0.5)))
                        .line("event at a consumer, p99", each(steps, step -> Step.ms(step.events(), 0.99)))
                        .save("instances");
    }

    private static List<Double> each(List<Step> steps, ToDoubleFunction<Step> value) {
        return steps.stream().map(value::applyAsDouble).toList();
    }
}
