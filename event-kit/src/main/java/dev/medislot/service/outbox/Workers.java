package dev.medislot.service.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Threads that process a queue of stored work and rest while it is empty. */
public final class Workers {

    /** The loop of one thread: processes entries and rests for as long as the workers are running. */
    @FunctionalInterface
    public interface Loop {

        /** Throws InterruptedException when the thread was interrupted; that ends the thread. */
        void run() throws InterruptedException;
    }

    private final String name;
    private final int count;
    private final Loop loop;
    private final Semaphore signals = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    /** @param name prefix of the threads' names */
    public Workers(String name, int count, Loop loop) {
        this.name = name;
        this.count = count;
        this.loop = loop;
    }

    public void start() {
        running = true;
        for (int i = 1; i <= count; i++) {
            threads.add(Thread.ofPlatform().name(name + "-" + i).daemon().start(this::run));
        }
    }

    public boolean areRunning() {
        return running;
    }

    /** Wakes one resting worker, or else shortens the next rest. */
    public void wake() {
        if (signals.availablePermits() < count) {
            signals.release();
        }
    }

    /** Rests for at most that time; a wake-up ends the rest. */
    public void restUntilWoken(Duration max) throws InterruptedException {
        if (signals.tryAcquire(max.toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }

    /** Rests for that time; a wake-up does not end the rest. */
    public void rest(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(1, time.toMillis()));
    }

    /** Lets each worker finish its current work and waits for it at most that time. */
    public void stop(Duration timeout) {
        running = false;
        signals.release(count);
        awaitEnd(timeout);
    }

    /** Interrupts each worker and waits for it at most that time. */
    public void stopNow(Duration timeout) {
        running = false;
        threads.forEach(Thread::interrupt);
        awaitEnd(timeout);
    }

    private void awaitEnd(Duration timeout) {
        try {
            for (var thread : threads) {
                thread.join(timeout);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    private void run() {
        try {
            loop.run();
        } catch (InterruptedException _) {
            // stopped
        }
    }
}
