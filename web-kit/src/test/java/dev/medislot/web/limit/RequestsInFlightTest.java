package dev.medislot.web.limit;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

class RequestsInFlightTest {

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final FilterChain busy = (request, response) -> {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
        inside.decrementAndGet();
    };
    private final HandlerExceptionResolver refused = (request, response, handler, problem) -> {
        response.setStatus(503);
        return new ModelAndView();
    };

    @Test
    void requestsOverTheLimitWaitTheirTurn() throws Exception {
        var requests = new RequestsInFlight(new Bulkhead(2, Duration.ofMinutes(1)), refused);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = nCopies(10, 0).stream().map(i -> asked(requests, "/api/v1/bookings", callers)).toList();
            await().until(() -> inside.get() == 2);
            open.countDown();

            for (var answer : answers) {
                assertThat(answer.get().getStatus()).isEqualTo(200);
            }
            assertThat(most).hasValue(2);
        }
    }

    @Test
    void onlyACrowdGivesItsConnectionsBack() throws Exception {
        var bulkhead = new Bulkhead(2, Duration.ofMinutes(1));
        var requests = new RequestsInFlight(bulkhead, refused);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = nCopies(5, 0).stream().map(i -> asked(requests, "/api/v1/bookings", callers)).toList();
            await().until(bulkhead::isCrowded);
            var further = nCopies(3, 0).stream().map(i -> asked(requests, "/api/v1/bookings", callers)).toList();
            await().until(() -> bulkhead.waiting() == 6);
            open.countDown();

            for (var answer : first) {
                assertThat(answer.get().getHeader("Connection")).isNull();
            }
            for (var answer : further) {
                assertThat(answer.get().getHeader("Connection")).isEqualTo("close");
            }
        }
    }

    @Test
    void whoFindsTooManyWaitingIsToldAtOnceToComeAgain() throws Exception {
        var requests = new RequestsInFlight(new Bulkhead(1, Duration.ofMinutes(1)), refused);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = nCopies(12, 0).stream().map(i -> asked(requests, "/api/v1/bookings", callers)).toList();

            await().until(() -> answers.stream().filter(Future::isDone).count() >= 5);
            open.countDown();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get().getStatus());
            }
            assertThat(statuses).containsOnly(200, 503).filteredOn(status -> status == 200).hasSizeBetween(5, 7);
        }
    }

    @Test
    void longWaitsAreRefusedAndProbesNeverWait() throws Exception {
        var requests = new RequestsInFlight(new Bulkhead(1, Duration.ofMillis(50)), refused);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = asked(requests, "/api/v1/bookings", callers);
            await().until(() -> inside.get() == 1);

            assertThat(asked(requests, "/api/v1/bookings", callers).get().getStatus()).isEqualTo(503);
            var probe = asked(requests, "/livez", callers);
            await().until(() -> inside.get() == 2);
            open.countDown();
            assertThat(probe.get().getStatus()).isEqualTo(200);
            assertThat(first.get().getStatus()).isEqualTo(200);
        }
    }

    private Future<MockHttpServletResponse> asked(RequestsInFlight requests, String path, ExecutorService callers) {
        return callers.submit((Callable<MockHttpServletResponse>) () -> {
            var response = new MockHttpServletResponse();
            requests.doFilter(new MockHttpServletRequest("GET", path), response, busy);
            return response;
        });
    }
}
