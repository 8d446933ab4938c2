package dev.medislot.web.connection;

import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 with deadlines for whole requests and a bound of connections per client; Tomcat's own timeouts
 * begin again at every byte. Its buffers of a connection are smaller than Tomcat's, because most requests and answers
 * are short and many connections wait at once in a rush.
 */
public final class PunctualHttp11 extends Http11NioProtocol {

    private static final int CHECK_EVERY_MS = 250;
    private static final int READ_BYTES = 2 * 1024;
    private static final int WRITE_BYTES = 4 * 1024;

    private final BoundedEndpoint endpoint;
    private @Nullable Arrivals arrivals;
    private @Nullable ScheduledFuture<?> checks;

    /** Called by Tomcat, which knows the class by its name. */
    public PunctualHttp11() {
        this(new BoundedEndpoint());
    }

    private PunctualHttp11(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        endpoint.getSocketProperties().setAppReadBufSize(READ_BYTES);
        endpoint.getSocketProperties().setAppWriteBufSize(WRITE_BYTES);
    }

    void use(ArrivalProperties arrival, ConnectionBound bound, ConnectionCounts counts) {
        endpoint.use(bound, counts);
        arrivals = new Arrivals(arrival, counts);
    }

    /** Returns the size of the answer's buffer in bytes; a longer answer without a known length is sent in chunks. */
    @Override
    public int getDesiredBufferSize() {
        return WRITE_BYTES;
    }

    @Override
    protected Processor createProcessor() {
        return arrivals == null ? super.createProcessor() : new Watched(this, getAdapter(), arrivals);
    }

    @Override
    public void start() throws Exception {
        super.start();
        if (arrivals != null) {
            checks = getUtilityExecutor().scheduleWithFixedDelay(arrivals::endLate, CHECK_EVERY_MS, CHECK_EVERY_MS,
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() throws Exception {
        if (checks != null) {
            checks.cancel(false);
        }
        super.stop();
    }

    private static final class Watched extends Http11Processor {

        private final Arrivals arrivals;

        Watched(PunctualHttp11 protocol, Adapter adapter, Arrivals arrivals) {
            super(protocol, adapter);
            this.arrivals = arrivals;
        }

        /** Ends with LONG when only a part of the head has arrived; Tomcat calls it again for the rest. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            arrivals.add(this, socket);
            var state = SocketState.CLOSED;
            try {
                state = super.service(socket);
                return state;
            } finally {
                if (state != SocketState.LONG) {
                    arrivals.remove(this);
                }
            }
        }
    }
}
