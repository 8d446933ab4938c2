package dev.medislot.web.outgoing;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The open connections, as many as there are requests: whoever sends the requests bounds them. */
final class Connections extends PoolingHttpClientConnectionManagerBuilder {

    private final InFlight inFlight;
    private final AtomicLong opened = new AtomicLong();

    Connections(Duration connect, InFlight inFlight) {
        this.inFlight = inFlight;
        setConnectionFactory(this::connection);
        setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault());
        setMaxConnTotal(Integer.MAX_VALUE);
        setMaxConnPerRoute(Integer.MAX_VALUE);
        setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connect))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build());
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(@Nullable SchemePortResolver ports,
            @Nullable DnsResolver names, TlsSocketStrategy tls) {
        return new Connector(ports, names, tls);
    }

    private ManagedHttpClientConnection connection(@Nullable Socket socket) throws IOException {
        var connection = new TimedConnection("outgoing-" + opened.incrementAndGet(), inFlight);
        if (socket != null) {
            connection.bind(socket);
        }
        return connection;
    }
}
