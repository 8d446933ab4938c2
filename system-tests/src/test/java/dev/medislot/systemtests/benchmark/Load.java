package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.KeptConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/** The answers to connections that send each request right after the answer before, and the time of each. */
record Load(Duration took, long[] sortedNanos) {

    @FunctionalInterface
    interface Question {
        /** Returns false when no request is left. */
        boolean ask(KeptConnection connection) throws IOException;
    }

    static Load on(String address, int connections, Duration time, Question question) throws Exception {
        return run(address, connections, time, Integer.MAX_VALUE, question);
    }

    /** Sends a number of requests over one connection. */
    static Load oneByOne(String address, int times, Question question) throws Exception {
        return run(address, 1, Duration.ofMinutes(10), times, question);
    }

    /** Sends that number of requests over each connection. */
    static Load each(String address, int connections, int times, Question question) throws Exception {
        return run(address, connections, Duration.ofMinutes(10), times, question);
    }

    private static Load run(String address, int connections, Duration time, int times, Question question)
            throws Exception {
        long begin = System.nanoTime();
        Callable<long[]> asker = () -> {
            var nanos = LongStream.builder();
            try (var connection = new KeptConnection(address)) {
                long asked = begin;
                for (int i = 0; i < times && asked - begin < time.toNanos(); i++) {
                    asked = System.nanoTime();
                    if (!question.ask(connection)) {
                        break;
                    }
                    nanos.add(System.nanoTime() - asked);
                }
            }
            return nanos.build().toArray();
        };
        var all = new ArrayList<long[]>();
        try (var askers = Executors.newFixedThreadPool(connections)) {
            for (var each : askers.invokeAll(Collections.nCopies(connections, asker))) {
                all.add(each.get());
            }
        }
        return new Load(Duration.ofNanos(System.nanoTime() - begin),
                all.stream().flatMapToLong(Arrays::stream).sorted().toArray());
    }

    int answered() {
        return sortedNanos.length;
    }

    double perSecond() {
        return answered() * 1e9 / took.toNanos();
    }

    /** The time in ms within which that share of the requests was answered. */
    double within(double share) {
        return share(sortedNanos, share) / 1e6;
    }

    /** Joins the answers of several rounds. */
    static Load all(List<Load> rounds) {
        return new Load(rounds.stream().map(Load::took).reduce(Duration.ZERO, Duration::plus),
                rounds.stream().flatMapToLong(round -> Arrays.stream(round.sortedNanos())).sorted().toArray());
    }

    static long share(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
    }
}
