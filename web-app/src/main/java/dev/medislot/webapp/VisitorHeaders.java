package dev.medislot.webapp;

import dev.medislot.web.own.OwnCalls;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Makes each call as the visitor of the page: with the visitor's token, and from the visitor's address if the call
 * stays in this process.
 */
record VisitorHeaders(@Nullable OwnCalls own) implements ClientHttpRequestInterceptor {

    @Override
    public ClientHttpResponse intercept(HttpRequest call, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes page) {
            Sessions.token(page.getRequest()).ifPresent(call.getHeaders()::setBearerAuth);
            if (own != null) {
                nameVisitor(call.getHeaders(), page.getRequest(), own);
            }
        }
        return execution.execute(call, body);
    }

    private static void nameVisitor(HttpHeaders headers, HttpServletRequest page, OwnCalls own) {
        headers.set(OwnCalls.HEADER, own.secret());
        headers.set("X-Forwarded-For", page.getRemoteAddr());
        headers.set("X-Forwarded-Proto", page.getScheme());
        headers.set("X-Forwarded-Host", page.getServerName());
        headers.set("X-Forwarded-Port", Integer.toString(page.getServerPort()));
    }
}
