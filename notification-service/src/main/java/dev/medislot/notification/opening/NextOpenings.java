package dev.medislot.notification.opening;

import dev.medislot.common.DoctorId;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.letter.NextOpening;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the availability service for times that can be booked instead of a cancelled visit. A mail goes out without them
 * if the service does not answer in time; then it is not asked for a while, so that many mails do not wait one by one.
 */
@Component
public class NextOpenings {

    private static final Logger LOG = LoggerFactory.getLogger(NextOpenings.class);
    private static final int SHOWN = 3;
    /** Visits of types may come before default visits, for which the search has no filter. */
    private static final int READ_FOR_DEFAULT = 50;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_FAILURE = 500;

    private final OpeningProperties settings;
    private final JsonMapper json;
    private final Clock clock;
    private final HttpClient http;
    private volatile Instant pausedUntil = Instant.EPOCH;

    NextOpenings(OpeningProperties settings, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    /**
     * Finds at most three openings of the same visit type: those of the same doctor, and if these are fewer, also those
     * of other doctors whom the patient may see. Returns an empty list if the answer takes too long.
     */
    public List<NextOpening> insteadOf(MailedVisit visit) {
        var url = settings.url();
        var state = visit.patientState();
        if (url == null || state == null || clock.instant().isBefore(pausedUntil)) {
            return List.of();
        }
        var deadline = System.nanoTime() + settings.timeout().toNanos();
        var found = new LinkedHashMap<String, NextOpening>();
        try {
            add(found, visit, ask(url, visit, visit.doctor(), deadline));
            if (found.size() < SHOWN) {
                add(found, visit, ask(url, visit, null, deadline));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | JacksonException | IllegalArgumentException
                | DateTimeException e) {
            pausedUntil = clock.instant().plus(settings.pause());
            LOG.warn("Mails list no openings for {}, the availability service did not answer: {}", settings.pause(),
                    e.getClass().getSimpleName());
        }
        return found.values().stream().limit(SHOWN).toList();
    }

    private static void add(Map<String, NextOpening> found, MailedVisit visit, List<NextOpening> openings) {
        openings.stream()
                .filter(opening -> !opening.doctor().equals(visit.doctor()) || !opening.start().equals(visit.start()))
                .forEach(opening -> found.putIfAbsent(opening.slotId(), opening));
    }

    /** One more than are shown, because the cancelled slot may be open again. */
    private List<NextOpening> ask(URI url, MailedVisit visit, @Nullable DoctorId doctor, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        var address = URI.create(url.toString().replaceFirst("/+$", "") + path(visit, doctor));
        var request = HttpRequest.newBuilder(address).timeout(left).build();
        var answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return openings(visit, answer.get(left.toNanos(), TimeUnit.NANOSECONDS));
        } finally {
            answer.cancel(true);
        }
    }

    private static String path(MailedVisit visit, @Nullable DoctorId doctor) {
        var query = new LinkedHashMap<String, Object>();
        query.put("state", String.valueOf(visit.patientState()));
        if (doctor != null) {
            query.put("doctorId", doctor.value());
        }
        if (visit.visitType() != null) {
            query.put("visitTypeId", visit.visitType());
        }
        query.put("limit", visit.visitType() == null && doctor == null ? READ_FOR_DEFAULT : 2 * SHOWN);
        return query.entrySet()
                .stream()
                .map(each -> each.getKey() + "="
                        + URLEncoder.encode(each.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/api/v1/slots?", ""));
    }

    private List<NextOpening> openings(MailedVisit visit, HttpResponse<String> answer) throws ExecutionException {
        int status = answer.statusCode();
        if (status == OK) {
            return json.readTree(answer.body())
                    .path("items")
                    .valueStream()
                    .filter(item -> visit.visitType() != null || !item.hasNonNull("visitTypeId"))
                    .map(NextOpenings::opening)
                    .toList();
        }
        if (status < FIRST_FAILURE && status != TOO_MANY_REQUESTS) {
            return List.of(); // such as for a visit type that is gone
        }
        throw new ExecutionException(new IllegalStateException("Status " + status));
    }

    private static NextOpening opening(JsonNode item) {
        return new NextOpening(item.path("id").asString(),
                new DoctorId(UUID.fromString(item.path("doctorId").asString())), item.path("doctorName").asString(),
                Instant.parse(item.path("start").asString()));
    }
}
