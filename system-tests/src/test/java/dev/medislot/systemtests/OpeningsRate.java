package dev.medislot.systemtests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.concurrent.Callable;

/**
 * How many searches for openings a second the availability service answers, against answers of the same size that are
 * constant, and how long it takes for each by its own access log.
 */
final class OpeningsRate {

    private static final int DOCTORS = Integer.getInteger("scale.doctors", 10_000);
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 32;
    private static final int ALONE = 1_000;
    private static final Duration LOADING = Duration.ofMinutes(15);

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
        fill();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var twoWeeks = "&from=%s&to=%s".formatted(now, now.plus(14, ChronoUnit.DAYS));
        var rows = new ArrayList<Row>();
        rows.add(row("half of all doctors (CA)", "/api/v1/slots?state=CA" + twoWeeks, 50));
        rows.add(row("a state of few (WY)", "/api/v1/slots?state=WY" + twoWeeks, 50));
        rows.add(row("nobody (MP)", "/api/v1/slots?state=MP" + twoWeeks, 0));
        var doctor = database.ask("select id from doctor where email like '%@doctors.example' order by id limit 1");
        var ofDoctor = "/api/v1/slots?limit=200&doctorId=" + doctor + twoWeeks;
        var alone = alone(ofDoctor);
        rows.add(Row.of("openings of one doctor, two weeks, one by one", "server ≤ 20 ms",
                "server time " + alone.serverTimes()));
        return rows;
    }

    /** While there are no doctors yet. */
    private void fill() throws Exception {
        var path = "availability-service/target/test-classes:%s/lib/*".formatted(service.unpackedJar());
        service.run("java -cp '%s' dev.medislot.availability.opening.ScaleData %d".formatted(path, DOCTORS), LOADING);
        database.run("checkpoint");
    }

    private Row row(String who, String path, int openings) throws Exception {
        var page = Api.at(URI.create(service.url())).get(path + "&limit=50").expect(200);
        assertThat(page.items()).hasSize(openings);
        var constant = "/api/v1/constant/" + page.text().length();

        load(path, Measured.WARM_UP);
        load(constant, Measured.WARM_UP.dividedBy(2));
        var searches = new ArrayList<Answers>();
        var constants = new ArrayList<Answers>();
        for (int i = 0; i < ROUNDS; i++) {
            searches.add(load(path, Measured.TIME));
            constants.add(load(constant, Measured.TIME));
        }
        var alone = alone(path);
        var together = together(searches);
        double rate = together.load().perSecond();
        double most = together(constants).load().perSecond();
        return new Row(Row
                .text("openings, first page of two weeks: %s; %,d doctors, %d connections", who, DOCTORS, CONNECTIONS),
                "≥ 0.5; server ≤ 20 ms",
                "%s; server time, one by one: %s; all at once: %s".formatted(Row.rate(rate, rates(searches)),
                        alone.serverTimes(), together.serverTimes()),
                "%,d bytes, constant: %s".formatted(page.text().length(), Row.rate(most, rates(constants))),
                Row.text("%.2f", rate / most));
    }

    private Answers load(String path, Duration time) throws Exception {
        return answers(path, () -> Load.on(service.url(), CONNECTIONS, time, asking(path)));
    }

    private Answers alone(String path) throws Exception {
        answers(path, () -> Load.oneByOne(service.url(), ALONE / 5, asking(path)));
        return answers(path, () -> Load.oneByOne(service.url(), ALONE, asking(path)));
    }

    private static Load.Question asking(String path) {
        return connection -> {
            connection.get(path).expect(200);
            return true;
        };
    }

    private Answers answers(String path, Callable<Load> asking) throws Exception {
        var load = asking.call();
        var micros = await("the access log is written").until(() -> serverMicros(path),
                logged -> logged.length == load.answered());
        readSoFar = Files.size(accessLog);
        return new Answers(load, micros);
    }

    /** Of what was asked since the log was last read. */
    private long[] serverMicros(String path) throws IOException {
        try (var log = FileChannel.open(accessLog)) {
            var written = Channels.newInputStream(log.position(readSoFar)).readAllBytes();
            return new String(written, US_ASCII).lines().filter(line -> line.contains(" " + path + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' ')))).sorted().toArray();
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
