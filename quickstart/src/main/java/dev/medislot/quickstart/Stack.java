package dev.medislot.quickstart;

import dev.medislot.infra.InfrastructureFailed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** All parts together: the order in which they start and stop, and the restart of those that end. */
final class Stack {

    private final Settings settings;
    private final Console console;
    private final Ledger ledger;
    private final List<Part> all;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Pauses pauses = new Pauses(Clock.systemUTC());
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private volatile boolean stopping;

    Stack(Settings settings, Console console, Ledger ledger, List<Part> all) {
        this.settings = settings;
        this.console = console;
        this.ledger = ledger;
        this.all = all;
    }

    /** Returns when everything is ready. */
    void start() {
        ledger.note("quickstart", ProcessHandle.current(), null);
        var started = new HashMap<Part, CompletableFuture<Void>>();
        for (var part : all) {
            var before = part.after().stream().map(started::get).toArray(CompletableFuture[]::new);
            started.put(part, CompletableFuture.allOf(before).thenRunAsync(() -> start(part), threads));
        }
        await(started.values().stream().toList());
    }

    /** Blocks until the stack cannot continue, and returns the reason. */
    String awaitFailure() {
        return failure.join();
    }

    /** Stops dependent parts first. Can be called at any time, also twice. */
    synchronized void stop() {
        stopping = true;
        threads.shutdownNow();
        awaitThreads();
        for (var group : lastFirst()) {
            var stops = group.stream().map(part -> CompletableFuture.runAsync(() -> stop(part))).toList();
            CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
        }
        ledger.clear();
    }

    boolean isStopping() {
        return stopping;
    }

    private void start(Part part) {
        if (stopping) {
            throw new CannotStart("stopped while it started");
        }
        part.start().run();
        var process = part.process().get();
        process.ifPresent(running -> ledger.note(part.name(), running, part.port()));
        console.ready(part.name(), part.port());
        // a part without a process has ended since it was ready
        watch(part,
                CompletableFuture.allOf(process.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new)));
    }

    /** The first failure is the reason; later ones may follow from it. */
    private static void await(List<CompletableFuture<Void>> started) {
        var first = new CompletableFuture<Void>();
        var settled = started.stream().map(one -> one.exceptionally(problem -> {
            first.completeExceptionally(problem);
            return null;
        })).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(first, CompletableFuture.allOf(settled)).get();
            if (first.isCompletedExceptionally()) {
                first.get();
            }
        } catch (ExecutionException e) {
            throw reason(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted");
        }
    }

    private static CannotStart reason(Throwable problem) {
        return switch (problem) {
            case CannotStart line -> line;
            case InfrastructureFailed failed -> new CannotStart(String.valueOf(failed.getMessage()), failed);
            case ExecutionException wrapper when wrapper.getCause() != null -> reason(wrapper.getCause());
            case CompletionException wrapper when wrapper.getCause() != null -> reason(wrapper.getCause());
            default -> new CannotStart(problem.toString(), problem);
        };
    }

    private void watch(Part part, CompletableFuture<Void> exit) {
        exit.thenRunAsync(() -> ended(part), threads).exceptionally(problem -> {
            failure.complete(reason(problem).getMessage());
            return null;
        });
    }

    private void ended(Part part) {
        if (stopping) {
            return;
        }
        ledger.forget(part.name());
        if (!settings.restart()) {
            console.say(
                    "%s ended unexpectedly; it stays down (MEDISLOT_QUICKSTART_RESTART=false)".formatted(part.name()));
            return;
        }
        restart(part);
    }

    /** Tries until the part is ready, because a server that it needs may be down for a while. */
    private void restart(Part part) {
        var reason = part.name() + " ended unexpectedly";
        while (!stopping) {
            var pause = pauses.next(part.name());
            console.say(pause.isZero() ? "%s; starting it again".formatted(reason)
                    : "%s; starting it again in %d s".formatted(reason, pause.toSeconds()));
            try {
                Thread.sleep(pause);
                start(part);
                return;
            } catch (RuntimeException e) {
                reason = String.valueOf(reason(e).getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void stop(Part part) {
        try {
            part.stop().run();
        } catch (InfrastructureFailed e) {
            console.say(part.name() + " did not stop: " + e.getMessage());
        }
    }

    /** Parts with the same dependencies stop together. */
    private List<List<Part>> lastFirst() {
        var groups = new ArrayList<List<Part>>();
        for (var part : all.reversed()) {
            if (groups.isEmpty() || !groups.getLast().getFirst().after().equals(part.after())) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(part);
        }
        return groups;
    }

    private void awaitThreads() {
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                console.say("something still starts; stopping all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
