package dev.medislot.gateway.route;

import dev.medislot.gateway.GatewayProperties;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The services behind the gateway; which of their instances are ready is known before the first request comes. */
@Component
class Services implements SmartLifecycle {

    private final Instances availability;
    private final Instances booking;
    private final Instances notification;
    private final Duration lookEvery;
    private volatile List<Thread> refreshing = List.of();

    Services(GatewayProperties gateway, HttpClient upstreamClient) {
        this.availability = new Instances("availability", gateway.availability().url(), upstreamClient);
        this.booking = new Instances("booking", gateway.booking().url(), upstreamClient);
        this.notification = new Instances("notification", gateway.notification().url(), upstreamClient);
        this.lookEvery = gateway.lookEvery();
    }

    Instances availability() {
        return availability;
    }

    Instances booking() {
        return booking;
    }

    Instances notification() {
        return notification;
    }

    List<Instances> all() {
        return List.of(availability, booking, notification);
    }

    @Override
    public void start() {
        all().parallelStream().forEach(Instances::refresh);
        refreshing = all().stream()
                .map(service -> Thread.ofVirtual()
                        .name("look-" + service.service())
                        .start(() -> keepRefreshing(service)))
                .toList();
    }

    @Override
    public void stop() {
        refreshing.forEach(Thread::interrupt);
        refreshing = List.of();
    }

    @Override
    public boolean isRunning() {
        return !refreshing.isEmpty();
    }

    /** Starts before the web server and stops after it. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void keepRefreshing(Instances service) {
        try {
            while (true) {
                Thread.sleep(lookEvery);
                service.refresh();
            }
        } catch (InterruptedException _) {
            // stopped
        }
    }
}
