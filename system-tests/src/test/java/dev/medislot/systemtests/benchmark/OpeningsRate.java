package dev.medislot.systemtests.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How many searches for openings a second the availability service answers, against answers of the same size that are
 * constant, and how long it takes for each by its own access log.
 */
final class OpeningsRate {

    private static final int DOCTORS = Integer.getInteger("scale.doctors", 10_000);
    private static final boolean TYPES = Boolean.getBoolean("scale.types");
    /** The visit type of {@code ScaleData}. */
    private static final UUID LONG_VISIT = new UUID(0, 2);
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 32;
    private static final int ALONE = 1_000;
    /** The warm-up of one round. */
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration LOADING = Duration.ofMinutes(15);

    /**
     * A kind of request.
     *
     * @param start the beginning of all its paths and of no others
     */
    private record Request(String start, Supplier<String> path) {

        static Request of(String path) {
            return new Request(path + " ", () -> path);
        }
    }

    private record Answers(Load load, long[] serverMicros) {

        String serverTimes() {
            return Row.text("p50 %.1f, p99 %.1f, most %.1f ms", within(0.5), within(0.99), within(1));
        }

        private double within(double share) {
            return Load.share(serverMicros, share) / 1e3;
        }
    }

    private final Medislot medislot = Medislot.running();
    private final ServiceProcess service = medislot.availability();
    private final Database database = Database.of(medislot.infrastructure(), "availability");
    private final Path accessLog = service.unpackedJar().resolveSibling(Measured.ACCESS_LOG);
    private long readSoFar;

    List<Row> measure() throws Exception {
        fill(medislot, DOCTORS, TYPES);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var twoWeeks = "&from=%s&to=%s".formatted(now, now.plus(14, ChronoUnit.DAYS));
        var rows = new ArrayList<Row>();
        rows.add(slots("half of all doctors (CA)", Request.of("/api/v1/slots?state=CA&limit=50" + twoWeeks), 50));
        rows.add(slots("a state of few (WY)", Request.of("/api/v1/slots?state=WY&limit=50" + twoWeeks), 50));
        rows.add(slots("no doctors (MP)", Request.of("/api/v1/slots?state=MP&limit=50" + twoWeeks), 0));
        rows.add(slots("CA, each from another minute of the next two weeks", fromAnyMinute("CA", now), 50));
        if (TYPES) {
            var path = "/api/v1/slots?state=CA&visitTypeId=%s&limit=50".formatted(LONG_VISIT) + twoWeeks;
            rows.add(slots("one of three visit types (CA)", Request.of(path), 50));
            rows.add(slots("a mode of every 500th doctor (CA)",
                    Request.of("/api/v1/slots?state=CA&mode=PHONE&limit=50" + twoWeeks), 50));
        }
        rows.add(byDoctor("half of all doctors (CA)", "CA"));
        rows.add(byDoctor("a state of few (WY)", "WY"));
        var doctor = database.ask("select id from doctor where email like '%@doctors.example' order by id limit 1");
        var ofDoctor = "/api/v1/slots?limit=200&doctorId=" + doctor + twoWeeks;
        var alone = alone(Request.of(ofDoctor));
        rows.add(Row.of("openings of one doctor, two weeks, one by one", "server ≤ 20 ms",
                "server time " + alone.serverTimes()));
        assertThat(database.ask("select count(*) from schedule_day where version > 1"))
                .as("days that the service published meanwhile, which takes the CPU of the searches")
                .isEqualTo("0");
        return rows;
    }

    /** Fills the availability service's database, which has no doctors yet. */
    static void fill(Medislot medislot, int doctors, boolean types) throws Exception {
        var service = medislot.availability();
        var path = "availability-service/target/test-classes:%s/lib/*".formatted(service.unpackedJar());
        service.run("java -cp '%s' dev.medislot.availability.opening.ScaleData %d %b".formatted(path, doctors, types),
                LOADING);
        Database.of(medislot.infrastructure(), "availability").run("checkpoint");
    }

    private static Request fromAnyMinute(String state, Instant now) {
        var start = "/api/v1/slots?limit=50&state=%s&from=".formatted(state);
        return new Request(start, () -> {
            var from = now.plus(ThreadLocalRandom.current().nextInt(14 * 24 * 60), ChronoUnit.MINUTES);
            return "%s%s&to=%s".formatted(start, from, from.plus(14, ChronoUnit.DAYS));
        });
    }

    private Row slots(String who, Request request, int openings) throws Exception {
        return row("openings, first page of two weeks: " + who, request, "items", openings);
    }

    private Row byDoctor(String who, String state) throws Exception {
        return row("doctors with their openings, first page of a week: " + who,
                Request.of("/api/v1/slots/by-doctor?limit=20&state=" + state), "doctors", 20);
    }

    private Row row(String what, Request request, String list, int size) throws Exception {
        var page = Api.at(URI.create(service.url())).get(request.path().get()).isOk();
        assertThat(page.list(list)).hasSize(size);
        awaitLogged(request, 1);
        var constant = Request.of("/api/v1/constant/" + page.text().length());

        var warmUp = WarmUp.of(List.of(service), () -> load(request, WARM_UP));
        WarmUp.of(List.of(service), () -> load(constant, WARM_UP));
        var searches = new ArrayList<Answers>();
        var constants = new ArrayList<Answers>();
        for (int i = 0; i < ROUNDS; i++) {
            searches.add(load(request, Measured.TIME));
            constants.add(load(constant, Measured.TIME));
        }
        var alone = alone(request);
        var together = together(searches);
        double rate = together.load().perSecond();
        double most = together(constants).load().perSecond();
        return new Row(
                Row.text("%s; %,d doctors%s, %d connections", what, DOCTORS, TYPES ? " with three visit types" : "",
                        CONNECTIONS),
                "≥ 0.5; server ≤ 20 ms",
                "%s; server time, one by one: %s; all at once: %s; warm-up, the compilers' share: %s".formatted(
                        Row.rate(rate, rates(searches)), alone.serverTimes(), together.serverTimes(), warmUp),
                "%,d bytes, constant: %s".formatted(page.text().length(), Row.rate(most, rates(constants))),
                Row.text("%.2f", rate / most));
    }

    private Answers load(Request request, Duration time) throws Exception {
        return answers(request, () -> Load.on(service.url(), CONNECTIONS, time, asking(request)));
    }

    private Answers alone(Request request) throws Exception {
        answers(request, () -> Load.oneByOne(service.url(), ALONE / 5, asking(request)));
        return answers(request, () -> Load.oneByOne(service.url(), ALONE, asking(request)));
    }

    private static Load.Question asking(Request request) {
        return connection -> {
            connection.get(request.path().get()).has(200);
            return true;
        };
    }

    private Answers answers(Request request, Callable<Load> asking) throws Exception {
        var load = asking.call();
        return new Answers(load, awaitLogged(request, load.answered()));
    }

    private long[] awaitLogged(Request request, int answers) throws IOException {
        var micros = await("the access log is written").until(() -> serverMicros(request),
                logged -> logged.length == answers);
        readSoFar = Files.size(accessLog);
        return micros;
    }

    /** The times of the requests since the last read of the log. */
    private long[] serverMicros(Request request) throws IOException {
        try (var log = FileChannel.open(accessLog)) {
            var written = Channels.newInputStream(log.position(readSoFar)).readAllBytes();
            return new String(written, US_ASCII).lines()
                    .filter(line -> line.contains(" " + request.start()))
                    .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                    .sorted()
                    .toArray();
        }
    }

    private static Answers together(List<Answers> rounds) {
        return new Answers(Load.all(rounds.stream().map(Answers::load).toList()),
                rounds.stream().flatMapToLong(round -> Arrays.stream(round.serverMicros())).sorted().toArray());
    }

    private static List<Double> rates(List<Answers> rounds) {
        return rounds.stream().map(round -> round.load().perSecond()).toList();
    }
}
