package dev.medislot.webapp;

import dev.medislot.web.own.OwnCalls;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Makes each call for the visitor of the page: with the visitor's token, and from the visitor's address if the call
 * stays in this process.
 *
 * @param withLogin whether the calls have the visitor's token
 */
record VisitorHeaders(@Nullable OwnCalls own, boolean withLogin) implements ClientHttpRequestInterceptor {

    @Override
    public ClientHttpResponse intercept(HttpRequest call, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var visitor = CallingVisitor.present();
        if (own != null) {
            call.getHeaders().set(OwnCalls.HEADER, own.secret());
        }
        if (visitor != null) {
            if (withLogin) {
                visitor.authorize(call.getHeaders());
            }
            if (own != null) {
                visitor.forward(call.getHeaders());
            }
        }
        return execution.execute(call, body);
    }
}
