package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

/** Asks each instance itself, because the gateway routes around one that has ended or does not answer. */
final class Instances {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int STARTS = 10;
    private static final int SERVER_ERROR = 500;
    /** Open to all, and answered from the database of the service, that of the gateway by another service. */
    private static final Map<String, String> READS = Map.of("availability-service", "/api/v1/doctors?limit=1",
            "booking-service", "/api/v1/ratings?limit=1", "notification-service", "/api/v1/calendar/unknown.ics",
            "gateway", "/api/v1/doctors?limit=1");

    private final Fleet fleet;
    private final History history;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    Instances(Fleet fleet, History history) {
        this.fleet = fleet;
        this.history = history;
        fleet.services().forEach(this::started);
    }

    /** Starts it again like a supervisor: a service that finds no database at its start ends. */
    void start(ServiceProcess service) {
        for (int i = 1;; i++) {
            try {
                service.start();
                started(service);
                return;
            } catch (AssertionError e) {
                history.write("start-failed", "service", service.name(), "attempt", i);
                if (i == STARTS) {
                    throw e;
                }
            }
        }
    }

    /** The checker knows the instances, and the process of each, by these lines. */
    private void started(ServiceProcess service) {
        history.write("started", "instance", fleet.nameOf(service), "pid", service.pid());
    }

    /**
     * The milliseconds from that time until each instance was ready and answered; those that did not within the
     * patience are left out.
     */
    Map<String, Long> awaitSince(long healed, Duration patience) throws InterruptedException {
        var times = new ConcurrentSkipListMap<String, Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(fleet.services().stream().<Callable<Void>>map(service -> () -> {
                if (answers(service, healed + patience.toMillis())) {
                    times.put(fleet.nameOf(service), System.currentTimeMillis() - healed);
                }
                return null;
            }).toList());
        }
        return times;
    }

    /** Writes whether each instance still runs and answers. */
    void writeTheLast(Duration patience) throws InterruptedException {
        var answered = awaitSince(System.currentTimeMillis(), patience);
        fleet.services().forEach(service -> {
            var name = fleet.nameOf(service);
            history.write("last", "instance", name, "pid", service.pid(), "answers", answered.containsKey(name));
        });
    }

    private boolean answers(ServiceProcess service, long end) throws InterruptedException {
        do {
            if (!service.isAlive()) {
                history.write("ended", "instance", fleet.nameOf(service), "pid", service.pid());
                return false;
            }
            if (status(service, "/readyz") == 200 && status(service, READS.get(service.name())) < SERVER_ERROR) {
                return true;
            }
            Thread.sleep(PAUSE);
        } while (System.currentTimeMillis() < end);
        return false;
    }

    private int status(ServiceProcess service, String path) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(service.url() + path)).timeout(TIMEOUT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return SERVER_ERROR;
        }
    }
}
