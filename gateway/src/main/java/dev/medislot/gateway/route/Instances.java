package dev.medislot.gateway.route;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;

/** The instances of one service: every address that its URLs stand for, resolved and checked at an interval. */
final class Instances {

    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    private enum State {
        READY, NOT_READY, SILENT
    }

    private final String service;
    private final List<URI> urls;
    private final HttpClient client;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> known;
    private volatile List<URI> ready = List.of();
    private volatile List<URI> notSilent;
    private List<URI> silent = List.of();

    Instances(String service, List<URI> urls, HttpClient client) {
        this.service = service;
        this.urls = urls;
        this.client = client;
        this.known = urls;
        this.notSilent = urls;
    }

    String service() {
        return service;
    }

    /**
     * Returns the ready instances, starting with the next one each time. Without a ready one, returns all that at least
     * accepted or refused a connection: an instance may be slow to report that it is ready, but no request should wait
     * for one that did not respond at two checks in a row.
     */
    List<URI> candidates() {
        var choice = new ArrayList<>(ready);
        if (choice.isEmpty()) {
            choice.addAll(notSilent);
        }
        Collections.rotate(choice, turn.getAndIncrement());
        return choice;
    }

    /** Skips the instance until the next check. */
    synchronized void markDown(URI instance) {
        ready = ready.stream().filter(other -> !other.equals(instance)).toList();
    }

    void refresh() {
        var found = lookUp();
        var probes = found.stream().map(this::state).toList();
        var states = probes.stream().map(CompletableFuture::join).toList();
        var answered = those(found, states, state -> state == State.READY);
        if (!answered.equals(ready)) {
            LOG.info("{} instances of service={}, ready: {}", found.size(), service, answered);
        }
        known = found;
        var silentBefore = silent;
        silent = those(found, states, state -> state == State.SILENT);
        notSilent = found.stream()
                .filter(instance -> !silent.contains(instance) || !silentBefore.contains(instance))
                .toList();
        synchronized (this) {
            ready = answered;
        }
    }

    /** The last known addresses when no name can be looked up now. */
    private List<URI> lookUp() {
        var found = urls.stream().flatMap(Addresses::of).distinct().toList();
        return found.isEmpty() ? known : found;
    }

    private static List<URI> those(List<URI> instances, List<State> states, Predicate<State> wanted) {
        return IntStream.range(0, instances.size())
                .filter(i -> wanted.test(states.get(i)))
                .mapToObj(instances::get)
                .toList();
    }

    /** A service without a ready instance degrades the gateway and does not take it out of service. */
    Health health() {
        var count = ready.size();
        var health = count > 0 ? Health.up() : Health.status("DEGRADED");
        return health.withDetail("ready", count).withDetail("instances", known.size()).build();
    }

    private CompletableFuture<State> state(URI instance) {
        var readiness = HttpRequest.newBuilder(instance.resolve("/readyz")).timeout(PROBE_TIMEOUT).build();
        return client.sendAsync(readiness, BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode() == 200 ? State.READY : State.NOT_READY)
                .exceptionally(e -> isSilence(e) || isSilence(e.getCause()) ? State.SILENT : State.NOT_READY);
    }

    private static boolean isSilence(@Nullable Throwable e) {
        return e instanceof HttpConnectTimeoutException;
    }
}
