package dev.medislot.gateway;

import dev.medislot.common.ProblemType;
import dev.medislot.web.problem.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Reads the whole request before it is forwarded, so that a slow or huge one costs no service anything. Forms of pages
 * are not forwarded; Tomcat reads and bounds them.
 */
@Component
@Order(BufferedBody.ORDER)
class BufferedBody extends OncePerRequestFilter {

    static final int ORDER = 20;

    private final int limit;
    private final HandlerExceptionResolver problems;

    BufferedBody(GatewayProperties gateway, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.limit = Math.toIntExact(gateway.maxBody().toBytes());
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var hasBody = request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return !hasBody || isFormOfAPage(request);
    }

    private static boolean isFormOfAPage(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && !request.getServletPath().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() <= limit) {
            var body = read(request);
            if (body.length <= limit) {
                chain.doFilter(new Buffered(request, body), response);
                return;
            }
        }
        problems.resolveException(request, response, null,
                new Refused(ProblemType.PAYLOAD_TOO_LARGE, "At most %d bytes".formatted(limit)));
    }

    /** Reads a body of known length without a spare buffer. */
    private byte[] read(HttpServletRequest request) throws IOException {
        var length = request.getContentLength();
        return request.getInputStream().readNBytes(length < 0 ? limit + 1 : length);
    }

    private static final class Buffered extends HttpServletRequestWrapper {

        private final byte[] body;

        Buffered(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        /** Reads from the start each time, so that a filter can read the body too. */
        @Override
        public ServletInputStream getInputStream() {
            return new BytesInput(body);
        }
    }

    private static final class BytesInput extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        BytesInput(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public byte[] readAllBytes() {
            return bytes.readAllBytes();
        }

        @Override
        public long transferTo(OutputStream target) throws IOException {
            return bytes.transferTo(target);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
