package dev.medislot.web.outgoing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Opens connections; every failure is a {@link ConnectException}, after which no byte of a request was sent. */
final class Connector extends DefaultHttpClientConnectionOperator {

    Connector(@Nullable SchemePortResolver ports, @Nullable DnsResolver names, TlsSocketStrategy tls) {
        super(_ -> SocketChannel.open().socket(), ports, names,
                RegistryBuilder.<TlsSocketStrategy>create().register(URIScheme.HTTPS.id, tls).build());
    }

    @Override
    public void connect(ManagedHttpClientConnection connection, HttpHost host, @Nullable NamedEndpoint name,
            @Nullable Path file, @Nullable InetSocketAddress from, @Nullable Timeout timeout, SocketConfig config,
            @Nullable Object attachment, HttpContext context) throws IOException {
        try {
            super.connect(connection, host, name, file, from, timeout, config, attachment, context);
        } catch (ConnectException e) {
            throw e;
        } catch (IOException e) {
            var failure = new ConnectException(e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }
}
