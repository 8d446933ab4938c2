package dev.medislot.webapp;

import dev.medislot.client.problem.ServerFault;
import dev.medislot.client.problem.TryLater;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.client.RestClientException;

/** Distinguishes failures that leave the outcome of a call unknown from refusals. */
public final class Unanswered {

    private static final String SLUG = "unanswered";

    private Unanswered() {}

    /** Whether the API may have made the change: it did not answer, or a service behind it did not. */
    static boolean is(Exception failure) {
        return switch (failure) {
            case TryLater busy -> busy.status() == HttpStatus.SERVICE_UNAVAILABLE.value();
            case ServerFault _,RestClientException _ -> true;
            default -> false;
        };
    }

    /** Whether a repeat may succeed: the outcome is unknown, or the API has refused for the moment. */
    static boolean isRepeatable(Exception failure) {
        return failure instanceof TryLater || is(failure);
    }

    /** The type of problem whose words tell the failure. */
    static String slug(Exception failure) {
        return failure instanceof TryLater busy && !is(busy) ? busy.slug() : SLUG;
    }

    /** Adds to the page in how many seconds a request that came too often may be repeated. */
    public static void addRetryAfter(Exception failure, Model model) {
        if (failure instanceof TryLater busy && !is(busy)) {
            model.addAttribute("retryAfter", Math.max(1, busy.retryAfter().toSeconds()));
        }
    }

    /** Answers with the failure's status, and when to repeat the request. */
    public static void answer(Exception failure, HttpServletResponse response) {
        if (failure instanceof TryLater busy) {
            response.setStatus(busy.status());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(busy.retryAfter().toSeconds()));
        } else {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }
}
