package dev.medislot.systemtests.benchmark;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of one claim (booking, outbox, history), inserted in one transaction each and by nothing but PostgreSQL's
 * own {@code pgbench}, into empty copies of the tables with all their indexes and constraints. Where there is no
 * pgbench, by as many JDBC connections.
 */
final class PlainInserts implements AutoCloseable {

    private static final String VALUES = """
            \\set n :n + 1
            \\set slot :client_id + :n * :clients
            \\set doctor :slot % :doctors
            \\set place :slot / :doctors
            \\set patient :doctor * 1000000 + :place / 20
            \\set shard :slot % 16
            """;
    private static final Pattern VARIABLE = Pattern.compile("(?<!:):([a-z]+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    /** Far enough apart that rounds never insert the same. */
    private static final int ROUND = 100_000;

    private final Database database;
    private final int clients;
    private final int doctors;
    private final List<String> inserts;
    private final Optional<Path> pgbench = pgbench();
    private int rounds;

    PlainInserts(Database database, int clients, int doctors, int eventLength) throws SQLException {
        this.database = database;
        this.clients = clients;
        this.doctors = doctors;
        this.inserts = inserts(eventLength);
        database.run("drop schema if exists plain cascade; create schema plain");
        for (var table : List.of("booking", "booking_history", "outbox")) {
            database.run("create table plain.%1$s (like public.%1$s including all)".formatted(table));
            assertThat(database.ask("""
                    select count(*) filter (where schemaname = 'plain') - count(*) filter (where schemaname = 'public')
                    from pg_indexes where tablename = ?
                    """, table)).as("indexes of the copied table less those of " + table).isEqualTo("0");
        }
    }

    /** The inserts in the form of pgbench; the event's text is as long as a real one. */
    private static List<String> inserts(int eventLength) {
        var start = "timestamptz '2030-01-01' + :place * interval '5 minutes'";
        var booking = """
                insert into plain.booking (id, status, version, doctor_id, patient_id, starts_at, ends_at,
                                           patient_state, reason, created_at, updated_at)
                values (md5('booking ' || :slot)::uuid, 'CONFIRMED', 1, md5('doctor ' || :doctor)::uuid,
                        md5('patient ' || :patient)::uuid, START, START + interval '5 minutes', 'NY', null, now(),
                        now())
                """;
        var outbox = """
                insert into plain.outbox (shard, topic, key, type, event_id, sequence, occurred_at, trace_parent,
                                          value)
                values (:shard, 'medislot.bookings.v1', md5('booking ' || :slot)::uuid::text, 'BookingCreated',
                        md5('event ' || :slot)::uuid, 1, now(), repeat('t', 55), repeat('v', LENGTH))
                """;
        var history = """
                insert into plain.booking_history (booking_id, version, change, event_id, occurred_at, actor_id,
                                                   actor_role, status, doctor_id, starts_at, ends_at,
                                                   patient_state)
                values (md5('booking ' || :slot)::uuid, 1, 'CREATED', md5('event ' || :slot)::uuid, now(),
                        md5('patient ' || :patient)::uuid, 'PATIENT', 'CONFIRMED', md5('doctor ' || :doctor)::uuid,
                        START, START + interval '5 minutes', 'NY')
                """;
        return Stream.of(booking, outbox, history)
                .map(insert -> insert.replace("START", start).replace("LENGTH", Integer.toString(eventLength)).strip())
                .toList();
    }

    /** The program that inserts. */
    String name() {
        return pgbench.isPresent() ? "pgbench" : "plain JDBC (pgbench was not found)";
    }

    /** Transactions per second. */
    double perSecond(Duration time) throws Exception {
        int first = rounds++ * ROUND;
        return pgbench.isPresent() ? byPgbench(pgbench.get(), first, time) : byJdbc(first, time);
    }

    private double byPgbench(Path program, int first, Duration time) throws IOException, InterruptedException {
        var script = Files.createTempFile("claim-", ".sql");
        Files.writeString(script,
                VALUES + Stream.of(List.of("begin"), inserts, List.of("commit"))
                        .flatMap(List::stream)
                        .map(statement -> statement.replaceAll("\\s+", " ") + ";\n")
                        .collect(joining()));
        var server = database.server();
        var clientCount = Integer.toString(clients);
        var builder = new ProcessBuilder(program.toString(), "-n", "-M", "prepared", "-c", clientCount, "-j", "2", "-T",
                Long.toString(time.toSeconds()), "-D", "n=" + first, "-D", "clients=" + clientCount, "-D",
                "doctors=" + doctors, "-f", script.toString(), "-h", server.getHost(), "-p",
                Integer.toString(server.getPort()), "-U", database.user(), server.getPath().substring(1))
                        .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        Files.delete(script);
        var rate = RATE.matcher(said);
        assertThat(rate.find()).as(said).isTrue();
        return Double.parseDouble(rate.group(1));
    }

    private double byJdbc(int first, Duration time) throws Exception {
        long begin = System.nanoTime();
        int done = 0;
        try (var callers = Executors.newFixedThreadPool(clients)) {
            for (var each : callers.invokeAll(IntStream.range(0, clients)
                    .<Callable<Integer>>mapToObj(client -> () -> byJdbc(client, first, begin + time.toNanos()))
                    .toList())) {
                done += each.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - begin);
    }

    private int byJdbc(int client, int first, long end) throws SQLException {
        int n = first;
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            var statements = inserts.stream().map(insert -> VARIABLE.matcher(insert).replaceAll("?")).toList();
            while (System.nanoTime() < end) {
                int slot = client + ++n * clients;
                int doctor = slot % doctors;
                int place = slot / doctors;
                var values = Map.of("slot", slot, "doctor", doctor, "place", place, "patient",
                        doctor * 1_000_000 + place / 20, "shard", slot % 16);
                for (int i = 0; i < statements.size(); i++) {
                    var names = VARIABLE.matcher(inserts.get(i)).results().map(found -> found.group(1)).toList();
                    try (var statement = connection.prepareStatement(statements.get(i))) {
                        for (int j = 0; j < names.size(); j++) {
                            statement.setInt(j + 1, values.get(names.get(j)));
                        }
                        statement.executeUpdate();
                    }
                }
                connection.commit();
            }
        }
        return n - first;
    }

    private static Optional<Path> pgbench() {
        var named = System.getProperty("benchmark.pgbench");
        if (named != null) {
            return named.equals("none") ? Optional.empty() : Optional.of(Path.of(named));
        }
        var path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of);
        return Stream.concat(debian(), path)
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The newest first. */
    private static Stream<Path> debian() {
        var versions = new File("/usr/lib/postgresql").listFiles();
        return versions == null ? Stream.empty()
                : Arrays.stream(versions)
                        .sorted((one, other) -> other.compareTo(one))
                        .map(version -> version.toPath().resolve("bin"));
    }

    @Override
    public void close() throws SQLException {
        database.run("drop schema plain cascade");
    }
}
