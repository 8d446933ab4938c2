package dev.medislot.web.limit;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

final class Probes {

    private Probes() {}

    /** True for health checks and scrapes of metrics. */
    static boolean isProbe(@Nullable HttpServletRequest request) {
        return request != null && request.getRequestURI().startsWith("/actuator");
    }
}
