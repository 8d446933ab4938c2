package dev.medislot.systemtests.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The time that the gateway takes for each page, by its own access log, while visitors come at a fixed rate, however
 * slow the answers are.
 */
final class PageTimes {

    private static final int PER_SECOND = 50;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("benchmark.page-seconds", 60));
    /** The visitors of the warm-up come one after the other: a cold gateway would get ever more behind. */
    private static final int VISITORS = 8;
    private static final int ROUND = 500;

    private final Medislot medislot = Medislot.running();
    private final Path accessLog = medislot.gateway().unpackedJar().resolveSibling(Measured.PAGE_LOG);
    private final List<MeasuredPage> pages;
    private final List<String> names;

    /** @param pages visited in this order, again and again */
    PageTimes(List<MeasuredPage> pages) {
        this.pages = pages;
        this.names = pages.stream().map(MeasuredPage::name).distinct().toList();
    }

    List<Row> measure() throws Exception {
        var warmUp = WarmUp.of(medislot.processes(), this::warmUp);
        int visits = visit();
        var micros = await("the access log is written").until(this::logged,
                logged -> logged.values().stream().mapToInt(List::size).sum() == visits);
        return Stream.concat(Stream.of(warmUp.row("pages")), names.stream().map(name -> row(name, micros.get(name))))
                .toList();
    }

    private void warmUp() throws Exception {
        var next = new AtomicInteger();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Calls.atOnce(Collections.nCopies(VISITORS, () -> {
                for (int i = next.getAndIncrement(); i < ROUND; i = next.getAndIncrement()) {
                    visit(http, pages.get(i % pages.size()), false);
                }
                return null;
            }));
        }
    }

    private static Row row(String name, List<Long> micros) {
        var sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        return Row.of("page %s, %d visits of all pages a second".formatted(name, PER_SECOND), "server p99 ≤ 100 ms",
                Row.text("server p50 %.1f ms, p99 %.1f ms, most %.1f ms of %,d", Load.share(sorted, 0.5) / 1e3,
                        Load.share(sorted, 0.99) / 1e3, Load.share(sorted, 1) / 1e3, sorted.length));
    }

    /** Starts the visits at a fixed rate, so that a slow one does not delay the next; returns their number. */
    private int visit() throws Exception {
        int visits = (int) (TIME.toSeconds() * PER_SECOND);
        long begin = System.nanoTime();
        var answers = new ArrayList<Future<Void>>();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < visits; i++) {
                waitUntil(begin + i * 1_000_000_000L / PER_SECOND);
                var page = pages.get(i % pages.size());
                answers.add(threads.submit((Callable<Void>) () -> visit(http, page, true)));
            }
            for (var answer : answers) {
                answer.get();
            }
        }
        return visits;
    }

    private Void visit(HttpClient http, MeasuredPage page, boolean measured) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(medislot.gateway().url() + page.path()))
                .header("Accept", "text/html, */*")
                .header("Accept-Encoding", "gzip");
        if (!page.token().isEmpty()) {
            request.header("Cookie", "medislot-access=" + page.token());
        }
        if (measured) {
            request.header(Measured.PAGE_HEADER, page.name());
        }
        var status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new AssertionError("%s got %d".formatted(page.name(), status));
        }
        return null;
    }

    private Map<String, List<Long>> logged() throws IOException {
        try (var lines = Files.lines(accessLog, US_ASCII)) {
            return lines.map(line -> line.split(" ", 2))
                    .filter(parts -> names.contains(parts[1]))
                    .collect(groupingBy(parts -> parts[1], mapping(parts -> Long.parseLong(parts[0]), toList())));
        }
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
