package dev.medislot.web.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Adds the id of the request to each problem document as it is written, and ends what a failed answer had begun. */
@ControllerAdvice
class IdentifiedProblems implements ResponseBodyAdvice<Object> {

    private static final int SERVER_ERROR = 500;
    /** An answer that fails while it is written has set them; null removes a header. */
    private static final List<String> ABOUT_A_RESULT = List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION);

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returned, MediaType type,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail problem && request instanceof ServletServerHttpRequest served) {
            Problem.identify(problem, served.getServletRequest());
            if (response instanceof ServletServerHttpResponse answer && problem.getStatus() >= SERVER_ERROR) {
                ABOUT_A_RESULT.forEach(header -> answer.getServletResponse().setHeader(header, null));
            }
        }
        return body;
    }
}
