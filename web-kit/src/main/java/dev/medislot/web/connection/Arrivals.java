package dev.medislot.web.connection;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The requests that are arriving or being answered; ends the input of those that take too long to arrive. */
final class Arrivals {

    /** The start of a request without a byte. */
    private static final long NOT_STARTED = -1;

    private final Map<Processor, SocketWrapperBase<?>> arriving = new ConcurrentHashMap<>();
    private final ArrivalProperties settings;
    private final ConnectionCounts counts;

    Arrivals(ArrivalProperties settings, ConnectionCounts counts) {
        this.settings = settings;
        this.counts = counts;
    }

    void add(Processor processor, SocketWrapperBase<?> socket) {
        arriving.put(processor, socket);
    }

    void remove(Processor processor) {
        arriving.remove(processor);
    }

    /** Ends late requests. Tomcat then sees the end of the input and closes the connection in its own thread. */
    void endLate() {
        arriving.forEach((processor, socket) -> {
            if (socket.isClosed()) {
                arriving.remove(processor, socket);
            } else if (isLate(processor.getRequest()) && arriving.remove(processor, socket)) {
                endInput(socket);
            }
        });
    }

    private boolean isLate(Request request) {
        var started = request.getStartTimeNanos();
        if (started == NOT_STARTED) {
            return false;
        }
        var limit = isHeadComplete(request) ? settings.request() : settings.head();
        // the start once more: the connection may have gone on to the next request meanwhile
        return System.nanoTime() - started > limit.toNanos() && (!request.isFinished() || isChunked(request))
                && request.getStartTimeNanos() == started;
    }

    /** Tomcat takes a chunked body as finished before its trailers. If they have arrived, the end does no harm. */
    private static boolean isChunked(Request request) {
        return request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isHeadComplete(Request request) {
        return switch (request.getRequestProcessor().getStage()) {
            case Constants.STAGE_PREPARE, Constants.STAGE_SERVICE, Constants.STAGE_ENDINPUT,
                    Constants.STAGE_ENDOUTPUT -> true;
            default -> false;
        };
    }

    private void endInput(SocketWrapperBase<?> socket) {
        counts.countLate();
        try {
            if (socket.getSocket() instanceof NioChannel channel) {
                channel.getIOChannel().shutdownInput();
            }
        } catch (IOException _) {
            // closed meanwhile
        }
    }
}
