package dev.medislot.webapp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The visitor in whose name the API is called, read from the page's request, so that a call of another thread does not
 * need that request, which may have ended.
 */
record CallingVisitor(Optional<String> token, String address, String scheme, String host, int port) {

    private static final ScopedValue<CallingVisitor> VISITOR = ScopedValue.newInstance();

    /** Returns null without a page, for example while the process starts. */
    static @Nullable CallingVisitor present() {
        if (VISITOR.isBound()) {
            return VISITOR.get();
        }
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes page)) {
            return null;
        }
        var request = page.getRequest();
        return new CallingVisitor(Sessions.token(request), request.getRemoteAddr(), request.getScheme(),
                request.getServerName(), request.getServerPort());
    }

    /** Makes the calls of a task as this visitor. */
    void run(Runnable task) {
        ScopedValue.where(VISITOR, this).run(task);
    }

    void authorize(HttpHeaders headers) {
        token.ifPresent(headers::setBearerAuth);
    }

    void forward(HttpHeaders headers) {
        headers.set("X-Forwarded-For", address);
        headers.set("X-Forwarded-Proto", scheme);
        headers.set("X-Forwarded-Host", host);
        headers.set("X-Forwarded-Port", Integer.toString(port));
    }
}
