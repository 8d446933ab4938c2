package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads services until their JIT compilers are quiet, so that the rounds after it measure settled JVMs.
 *
 * @param shares the compilers' share of the CPU time of these JVMs in each round
 */
record WarmUp(Duration took, List<Double> shares) {

    /** The share of the compilers in the CPU time of a settled JVM. */
    private static final double QUIET = Double.parseDouble(System.getProperty("benchmark.quiet", "0.05"));
    private static final int SETTLED_ROUNDS = 2;
    private static final int MAX_ROUNDS = Integer.getInteger("benchmark.max-rounds", 40);

    @FunctionalInterface
    interface Round {
        void load() throws Exception;
    }

    static WarmUp of(List<ServiceProcess> services, Round round) throws Exception {
        return ofProcesses(services.stream().map(ServiceProcess::pid).toList(), round);
    }

    static WarmUp ofProcesses(List<Long> services, Round round) throws Exception {
        var begin = Instant.now();
        var shares = new ArrayList<Double>();
        do {
            double compilers = compilers(services);
            double all = all(services);
            round.load();
            shares.add((compilers(services) - compilers) / (all(services) - all));
        } while (!isSettled(shares) && shares.size() < MAX_ROUNDS);
        return new WarmUp(Duration.between(begin, Instant.now()), shares);
    }

    /** Whether the last two rounds were quiet: after a single one, a compilation may still wait. */
    private static boolean isSettled(List<Double> shares) {
        return shares.size() >= SETTLED_ROUNDS
                && shares.subList(shares.size() - SETTLED_ROUNDS, shares.size()).stream().allMatch(it -> it <= QUIET);
    }

    /** The most rounds of a warm-up. */
    static int maxRounds() {
        return MAX_ROUNDS;
    }

    private static double compilers(List<Long> services) throws IOException {
        double micros = 0;
        for (var service : services) {
            micros += ThreadUse.of(service).compilers();
        }
        return micros;
    }

    private static double all(List<Long> services) {
        return services.stream().mapToDouble(CpuTimes::of).sum();
    }

    Row row(String part) {
        return Row.of("warm-up of " + part + ": the compilers' share of the CPU time",
                Row.text("≤ %.0f %%", QUIET * 100), toString());
    }

    @Override
    public String toString() {
        var texts = shares.stream().map(share -> Row.text("%.0f %%", share * 100)).toList();
        return Row.text("%d s: %s", took.toSeconds(), String.join(", ", texts));
    }
}
