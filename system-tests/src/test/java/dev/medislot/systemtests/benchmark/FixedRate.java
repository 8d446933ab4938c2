package dev.medislot.systemtests.benchmark;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Requests that begin at a fixed rate, each on its own thread, so that a slow answer does not delay the next one. */
record FixedRate(int perSecond) {

    @FunctionalInterface
    interface Work {
        void run(int number) throws Exception;
    }

    /** Returns after the last answer; the failure of one fails all. */
    void run(int first, int count, Work work) throws Exception {
        long begin = System.nanoTime();
        var done = new ArrayList<Future<Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                waitUntil(begin + i * 1_000_000_000L / perSecond);
                int number = first + i;
                done.add(threads.submit((Callable<Void>) () -> {
                    work.run(number);
                    return null;
                }));
            }
            for (var each : done) {
                each.get();
            }
        }
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
