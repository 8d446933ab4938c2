package dev.medislot.webapp;

import dev.medislot.web.own.OwnCalls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Draws the main pages once before the process reports that it is ready, so that no visitor waits until templates are
 * parsed and classes are loaded. Pages that need a service come last, and a service that does not answer yet delays the
 * start by a few seconds at most.
 */
class WarmUp implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final List<String> PAGES = List.of("/login", "/register", "/account/forgot-password", "/nothing",
            "/", "/book?state=CA");
    /** An address for documentation, so that the limits of no visitor count these requests. */
    private static final String UNUSED_ADDRESS = "192.0.2.1";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ObjectProvider<OwnCalls> ownCalls;

    WarmUp(ObjectProvider<OwnCalls> ownCalls) {
        this.ownCalls = ownCalls;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        var own = ownCalls.getIfAvailable();
        if (own == null) {
            return;
        }
        var end = Instant.now().plus(PATIENCE);
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var page : PAGES) {
                var left = Duration.between(Instant.now(), end);
                if (left.isPositive()) {
                    draw(http, own, page, left);
                }
            }
        } catch (IOException e) {
            LOG.info("Could not warm up the pages: {}", e.toString());
        }
    }

    private static void draw(HttpClient http, OwnCalls own, String page, Duration patience)
            throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(own.address().resolve(page))
                .timeout(patience)
                .header(OwnCalls.HEADER, own.secret())
                .header("X-Forwarded-For", UNUSED_ADDRESS)
                .header("Accept", "text/html")
                .build(), BodyHandlers.discarding());
    }
}
