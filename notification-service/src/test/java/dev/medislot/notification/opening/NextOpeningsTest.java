package dev.medislot.notification.opening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.letter.NextOpening;
import dev.medislot.testkit.MovableClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NextOpeningsTest {

    private static final Instant START = Instant.parse("2027-03-16T15:30:00Z");
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    private final MovableClock clock = new MovableClock();
    private final UUID doctor = UUID.randomUUID();
    private final UUID otherDoctor = UUID.randomUUID();
    private final UUID type = UUID.randomUUID();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private volatile Answer answer = _ -> "";
    private volatile int status = 200;

    private interface Answer {
        String to(String query) throws InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/slots", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        asked.add(query);
        try (exchange) {
            var body = answer.to(query).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void theSameDoctorAndVisitTypeComeFirst() {
        answer = query -> query.contains("doctorId=") ? items(item("own-1", doctor, 3), item("own-2", doctor, 5))
                : items(item("other-1", otherDoctor, 1), item("own-1", doctor, 3), item("other-2", otherDoctor, 4));

        var found = openings().insteadOf(visit(UsState.CO, type));

        assertThat(found).extracting(NextOpening::slotId).containsExactly("own-1", "own-2", "other-1");
        assertThat(found.getLast().doctorName()).isEqualTo("Ingrid Solberg");
        assertThat(found.getLast().start()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(asked).containsExactly("state=CO&doctorId=%s&visitTypeId=%s&limit=6".formatted(doctor, type),
                "state=CO&visitTypeId=%s&limit=6".formatted(type));
    }

    @Test
    void othersAreNotAskedForIfTheDoctorHasEnough() {
        answer = _ -> items(item("1", doctor, 1), item("2", doctor, 2), item("3", doctor, 3), item("4", doctor, 4));

        assertThat(openings().insteadOf(visit(UsState.CO, null))).extracting(NextOpening::slotId)
                .containsExactly("1", "2", "3");
        assertThat(asked).containsExactly("state=CO&doctorId=%s&limit=6".formatted(doctor));
    }

    /** The mail does not name the type of an opening. */
    @Test
    void aDefaultVisitIsReplacedByOneOnly() {
        answer = query -> query.contains("doctorId=") ? items(item("own", doctor, 3))
                : items(ofType(item("vaccination", otherDoctor, 1)), item("other", otherDoctor, 2));

        assertThat(openings().insteadOf(visit(UsState.CO, null))).extracting(NextOpening::slotId)
                .containsExactly("own", "other");
        assertThat(asked).containsExactly("state=CO&doctorId=%s&limit=6".formatted(doctor), "state=CO&limit=50");
    }

    @Test
    void theCancelledTimeIsNotProposedAgain() {
        answer = query -> query.contains("doctorId=") ? items(item("cancelled", doctor, 0), item("next", doctor, 1))
                : items(item("cancelled", doctor, 0), item("at the same time", otherDoctor, 0));

        assertThat(openings().insteadOf(visit(UsState.CO, null))).extracting(NextOpening::slotId)
                .containsExactly("next", "at the same time");
    }

    @Test
    void aStalledServiceCostsOneTimeoutForManyMails() {
        answer = _ -> {
            end.await();
            return "";
        };
        var openings = openings(TIMEOUT);
        var begun = System.nanoTime();

        for (int mail = 0; mail < 50; mail++) {
            assertThat(openings.insteadOf(visit(UsState.CO, null))).isEmpty();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIMEOUT.multipliedBy(3));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aSlowSecondAnswerLeavesTheFirst() {
        answer = query -> {
            if (!query.contains("doctorId=")) {
                end.await();
            }
            return items(item("own", doctor, 3));
        };

        assertThat(openings(TIMEOUT.multipliedBy(3)).insteadOf(visit(UsState.CO, null))).extracting(NextOpening::slotId)
                .containsExactly("own");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "no json", "{\"items\":[{}]}", "{\"items\":[{\"id\":\"1\",\"doctorId\":\"x\"}]}",
            "{\"items\":[{\"id\":\"1\",\"doctorId\":\"7c2f4a10-5d3b-4c1e-9f60-2b8d1e4a6c35\",\"start\":\"soon\"}]}" })
    void anUnreadableAnswerLeavesTheMailAsItIs(String body) {
        answer = _ -> body;

        assertThat(openings().insteadOf(visit(UsState.CO, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 503, 429 })
    void itIsAskedAgainAfterAPause(int failure) {
        var openings = openings();
        status = failure;
        assertThat(openings.insteadOf(visit(UsState.CO, null))).isEmpty();
        status = 200;
        answer = _ -> items(item("1", doctor, 1), item("2", doctor, 2), item("3", doctor, 3));

        assertThat(openings.insteadOf(visit(UsState.CO, null))).isEmpty();
        clock.advance(Duration.ofSeconds(31));
        assertThat(openings.insteadOf(visit(UsState.CO, null))).hasSize(3);
    }

    @Test
    void aRefusalIsNoReasonToPause() {
        var openings = openings();
        status = 404;
        assertThat(openings.insteadOf(visit(UsState.CO, type))).isEmpty();

        assertThat(openings.insteadOf(visit(UsState.CO, type))).isEmpty();
        assertThat(asked).hasSize(4);
    }

    @Test
    void anUnreachableServiceLeavesTheMailAsItIs() {
        server.stop(0);

        assertThat(openings().insteadOf(visit(UsState.CO, null))).isEmpty();
    }

    @Test
    void nothingIsAskedWithoutAddressOrState() {
        var without = new NextOpenings(new OpeningProperties(URI.create(""), TIMEOUT, Duration.ofSeconds(30)),
                JsonMapper.shared(), clock);

        assertThat(without.insteadOf(visit(UsState.CO, null))).isEmpty();
        assertThat(openings().insteadOf(visit(null, null))).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void theAddressMustBeOne() {
        for (var wrong : List.of("availability:8081", "ftp://availability", "/slots")) {
            assertThatThrownBy(() -> new OpeningProperties(URI.create(wrong), TIMEOUT, Duration.ZERO))
                    .hasMessageContaining("medislot.openings.url");
        }
    }

    private NextOpenings openings() {
        return openings(Duration.ofSeconds(10));
    }

    private NextOpenings openings(Duration timeout) {
        var url = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
        return new NextOpenings(new OpeningProperties(url, timeout, Duration.ofSeconds(30)), JsonMapper.shared(),
                clock);
    }

    private MailedVisit visit(@Nullable UsState state, @Nullable UUID visitType) {
        return new MailedVisit(UUID.randomUUID(), 2, START, new PatientId(UUID.randomUUID()), new DoctorId(doctor),
                START, START.plusSeconds(3600), Role.DOCTOR, null, null, null, VisitMode.VIDEO, null, visitType, null,
                state, null, null);
    }

    private static String items(String... items) {
        return "{\"items\":[%s],\"next\":null}".formatted(String.join(",", items));
    }

    private String ofType(String item) {
        return item.replace("\"mode\"", "\"visitTypeId\":\"%s\",\"mode\"".formatted(type));
    }

    private String item(String id, UUID of, int hours) {
        return "{\"id\":\"%s\",\"doctorId\":\"%s\",\"doctorName\":\"%s\",\"start\":\"%s\",\"mode\":\"VIDEO\"}"
                .formatted(id, of, of.equals(doctor) ? "Ravi Menon" : "Ingrid Solberg",
                        START.plus(Duration.ofHours(hours)));
    }
}
