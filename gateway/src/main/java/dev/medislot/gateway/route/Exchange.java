package dev.medislot.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;

/** Forwards a request and its answer; short answers in one piece, without the buffer of 16 KB for each. */
final class Exchange extends RestClientProxyExchange {

    private static final int SHORT = 16 * 1024;

    Exchange(RestClient http, GatewayMvcProperties settings) {
        super(http, settings);
    }

    @Override
    protected int copyResponseBody(ClientHttpResponse answer, InputStream body, OutputStream target)
            throws IOException {
        var length = answer.getHeaders().getContentLength();
        if (length < 0 || length > SHORT) {
            return super.copyResponseBody(answer, body, target);
        }
        var bytes = body.readNBytes((int) length);
        target.write(bytes);
        return bytes.length;
    }
}
