package dev.medislot.web.outgoing;

import java.time.Duration;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;

/**
 * Sends each request once and in the caller's thread, over HTTP/1.1 connections that are kept: no redirects, cookies,
 * retries or encodings of its own.
 * <p>
 * A {@link java.net.ConnectException} says that the request was not sent, a {@link java.net.SocketTimeoutException}
 * that the answer took too long.
 */
public final class OutgoingRequests extends HttpComponentsClientHttpRequestFactory {

    /** Tomcat closes an idle connection after 20 s at the earliest; a request sent at that moment would be lost. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Thread upkeep;

    private OutgoingRequests(CloseableHttpClient client, Thread upkeep) {
        super(client);
        this.upkeep = upkeep;
    }

    /**
     * Bounds every request.
     *
     * @param connect the max time until a connection is open
     * @param answer the max time until the whole answer has been read
     */
    public static OutgoingRequests within(Duration connect, Duration answer) {
        var inFlight = new InFlight(answer);
        var connections = new Connections(connect.compareTo(answer) < 0 ? connect : answer, inFlight).build();
        return new OutgoingRequests(client(connections, answer),
                Thread.ofVirtual().name("outgoing-requests").start(() -> keepUp(connections, inFlight)));
    }

    private static CloseableHttpClient client(PoolingHttpClientConnectionManager connections, Duration answer) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(answer))
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                .addRequestInterceptorLast((request, _, _) -> {
                    request.removeHeaders(HttpHeaders.CONNECTION);
                    request.removeHeaders(HttpHeaders.EXPECT);
                })
                .disableDefaultUserAgent()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableContentCompression()
                .build();
    }

    private static void keepUp(PoolingHttpClientConnectionManager connections, InFlight inFlight) {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                inFlight.endLate();
                connections.closeIdle(TimeValue.of(MAX_IDLE));
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    @Override
    public void destroy() throws Exception {
        upkeep.interrupt();
        super.destroy();
    }
}
