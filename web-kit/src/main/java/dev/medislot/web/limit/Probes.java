package dev.medislot.web.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths that probes ask on the port of the API. */
public final class Probes {

    private static final Set<String> PATHS = Set.of("/livez", "/readyz");

    private Probes() {}

    public static boolean isProbe(@Nullable HttpServletRequest request) {
        return request != null && PATHS.contains(request.getRequestURI());
    }
}
