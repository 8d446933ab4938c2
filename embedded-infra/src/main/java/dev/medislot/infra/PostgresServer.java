package dev.medislot.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A durable PostgreSQL in its own folder.
 * <p>
 * It survives a killed JVM; the next start on the same folder takes it over.
 */
public final class PostgresServer implements AutoCloseable {

    /** The superuser; services connect as other users. */
    public static final String USER = "medislot";

    /** Costs some CPU time of each statement. */
    private static final boolean COUNTS_STATEMENTS = Boolean.getBoolean("medislot.infra.statements");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final Path log;
    private final PostgresPrograms programs;
    private final int port;
    private final String password;

    /** Keeps its data in the folder and unpacks its programs into the cache. */
    public PostgresServer(Path folder, Path log, Path cache, int port, String password) {
        this.data = folder.resolve("data").toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.programs = new PostgresPrograms(cache);
        this.port = port;
        this.password = password;
    }

    /** Whether a server of a killed run still serves this folder and port; a start takes it over. */
    public boolean isLeftOver() {
        return process().isPresent() && runsOnOurPort();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /**
     * Creates the database and a role that owns it, connects to no other one and is no superuser; gives an existing
     * database with its content to the role, and the role its password.
     */
    public void createDatabase(String database, String role, String rolePassword) {
        try (var connection = connect("postgres")) {
            new ServiceDatabase(database, role).create(connection, rolePassword);
            try (var inside = connect(database)) {
                ServiceDatabase.giveContent(inside, role);
            }
        } catch (SQLException e) {
            throw new InfrastructureFailed("Cannot create the database " + database, e);
        }
    }

    /** Lets the role run checkpoints and read statistics of the database, as benchmarks do. */
    void allowMeasurements(String database, String role) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute("grant pg_checkpoint, pg_monitor to \"%s\"".formatted(role));
            if (COUNTS_STATEMENTS) {
                statement.execute("create extension if not exists pg_stat_statements");
                statement.execute("grant execute on function pg_stat_statements_reset to \"%s\"".formatted(role));
            }
        } catch (SQLException e) {
            throw new InfrastructureFailed("Cannot allow measurements", e);
        }
    }

    /** The process of the postmaster, while it runs. */
    public Optional<ProcessHandle> process() {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(PostgresServer::isPostgres);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Another program may have the process id by now. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(command -> command.contains("postgres")).orElse(true);
    }

    /** Starts it, or takes over a server that still runs there. */
    public void start() {
        createFolders();
        if (!Files.exists(data)) {
            initialize();
        }
        if (!isTakenOver()) {
            Ports.refuseTaken("PostgreSQL", port);
            launch();
        }
    }

    /** Stops a server that runs on this folder and does not answer on the port. */
    private boolean isTakenOver() {
        if (process().isEmpty()) {
            forgetTheDead();
            return false;
        }
        if (Programs.await(Duration.ofSeconds(runsOnOurPort() ? 20 : 0), this::isOurs)) {
            return true;
        }
        stop();
        return false;
    }

    private void launch() {
        var start = control("start", "-w", "-t", Long.toString(PATIENCE.toSeconds()), "-l", log.toString(), "-o",
                options());
        if (Programs.run(log, start) != 0 || !Programs.await(PATIENCE, this::isOurs)) {
            throw new InfrastructureFailed("PostgreSQL did not start on port %d; its log: %s".formatted(port, log));
        }
    }

    public void stop() {
        process().ifPresent(postmaster -> {
            if (Programs.run(log, control("stop", "-m", "fast", "-w", "-t", "30")) != 0) {
                Programs.run(log, control("stop", "-m", "immediate", "-w", "-t", "30"));
            }
            Programs.ended(postmaster, Duration.ofSeconds(5));
        });
    }

    @Override
    public void close() {
        stop();
    }

    /** Builds the data in another folder and then moves it, so that a killed first start leaves no partial data. */
    private void initialize() {
        var fresh = data.resolveSibling("data.new");
        Programs.delete(fresh);
        var secret = data.resolveSibling("data.secret");
        try {
            PrivateFile.write(secret, password);
            if (Programs.run(log, initdb(fresh, secret)) != 0) {
                throw new InfrastructureFailed("PostgreSQL's initdb failed; its log: " + log);
            }
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot initialize PostgreSQL in " + data, e);
        } finally {
            delete(secret);
        }
    }

    private List<String> initdb(Path folder, Path secret) {
        return programs.command("initdb", "-D", folder.toString(), "-U", USER, "--pwfile=" + secret,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--locale=C");
    }

    private void createFolders() {
        try {
            Files.createDirectories(Objects.requireNonNull(data.getParent()));
            Files.createDirectories(Objects.requireNonNull(log.getParent()));
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot create the folder of " + data + ": " + e.getMessage(), e);
        }
    }

    private String options() {
        return ("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c synchronous_commit=on "
                + "-c max_connections=300 -c timezone=UTC -c log_timezone=UTC -c log_error_verbosity=terse")
                        .formatted(port)
                + (COUNTS_STATEMENTS
                        ? " -c shared_preload_libraries=pg_stat_statements -c pg_stat_statements.track_planning=on"
                        : "");
    }

    private List<String> control(String action, String... more) {
        return programs.command("pg_ctl",
                Stream.concat(Stream.of(action, "-D", data.toString()), Stream.of(more)).toArray(String[]::new));
    }

    private boolean runsOnOurPort() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip().equals(Integer.toString(port));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private boolean isOurs() {
        try (var connection = connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show data_directory")) {
            return rows.next() && Files.isSameFile(Path.of(rows.getString(1)), data);
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "?connectTimeout=5&socketTimeout=30", USER, password);
    }

    /** Deletes the file with the process id, which another program may have after a crash. */
    private void forgetTheDead() {
        delete(data.resolve("postmaster.pid"));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot delete " + file, e);
        }
    }
}
