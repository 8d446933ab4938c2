package dev.medislot.web.outgoing;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;

/**
 * A connection whose requests have a deadline, and which knows without waiting whether the other side has closed it.
 */
final class TimedConnection extends DefaultManagedHttpClientConnection {

    private final InFlight inFlight;
    private volatile long started;
    private volatile boolean late;

    TimedConnection(String id, InFlight inFlight) {
        super(id);
        this.inFlight = inFlight;
    }

    /** Nanoseconds since the request was sent. */
    long age() {
        return System.nanoTime() - started;
    }

    void abort() {
        late = true;
        close(CloseMode.IMMEDIATE);
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        started = System.nanoTime();
        inFlight.add(this);
        super.sendRequestHeader(request);
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        try {
            return super.receiveResponseHeader();
        } catch (IOException e) {
            throw late ? new SocketTimeoutException("No answer in time") : e;
        }
    }

    /** The answer has been read, and the connection waits for the next request. */
    @Override
    public void passivate() {
        inFlight.remove(this);
        super.passivate();
    }

    @Override
    public void close() throws IOException {
        inFlight.remove(this);
        super.close();
    }

    @Override
    public void close(CloseMode mode) {
        inFlight.remove(this);
        super.close(mode);
    }

    /** Looks at the socket before each request. For TLS, the library waits a millisecond for bytes. */
    @Override
    public boolean isStale() throws IOException {
        var channel = isOpen() ? getSocket().getChannel() : null;
        return channel == null ? super.isStale() : hasEnded(channel);
    }

    /** Between two requests the other side has nothing to say. */
    private static boolean hasEnded(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) != 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException _) {
            return true;
        }
    }
}
