package dev.medislot.infra;

import dev.medislot.infra.mail.MailInbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All servers from jars, in a folder that close deletes. */
final class EmbeddedInfrastructure implements Infrastructure {

    private static final String ROLE = "service";

    private final String password = RandomPassword.draw();
    private final Path folder;
    private final Path cache;
    private final Set<String> databases = ConcurrentHashMap.newKeySet();
    private @Nullable PostgresServer postgres;
    private @Nullable RedisServer redis;
    private @Nullable KafkaServer kafka;
    private @Nullable MailInbox inbox;
    private boolean closed;

    private EmbeddedInfrastructure(Path folder, Path cache) {
        this.folder = folder;
        this.cache = cache;
    }

    static EmbeddedInfrastructure inTemporaryFolder() {
        try {
            var cache = Path.of(System.getProperty("user.home"), ".cache", "medislot");
            return new EmbeddedInfrastructure(Files.createTempDirectory("medislot-"), cache);
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot create a temporary folder", e);
        }
    }

    @Override
    public synchronized String jdbcUrl(String database) {
        var server = postgres();
        if (databases.add(database)) {
            server.createDatabase(database, ROLE, password);
            server.allowMeasurements(database, ROLE);
        }
        return server.jdbcUrl(database);
    }

    @Override
    public String username() {
        return ROLE;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public String redisUrl() {
        return redis().url();
    }

    @Override
    public String kafkaBootstrapServers() {
        return kafka().bootstrapServers();
    }

    @Override
    public String kafkaPassword() {
        return password;
    }

    @Override
    public String smtpHost() {
        return "127.0.0.1";
    }

    @Override
    public int smtpPort() {
        return inbox().smtpPort();
    }

    @Override
    public URI inboxUrl() {
        return inbox().url();
    }

    @Override
    public void stopPostgres() {
        postgres().stop();
    }

    @Override
    public String postgresLog() {
        return logged("postgres");
    }

    @Override
    public String redisLog() {
        return logged("redis");
    }

    @Override
    public String kafkaLog() {
        return logged("kafka");
    }

    private String logged(String part) {
        try {
            return Files.readString(log(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void startPostgres() {
        postgres().start();
    }

    @Override
    public void stopRedis() {
        redis().stop();
    }

    @Override
    public void startRedis() {
        redis().start();
    }

    @Override
    public void pauseRedis() {
        redis().pause();
    }

    @Override
    public void resumeRedis() {
        redis().resume();
    }

    @Override
    public void stopKafka() {
        kafka().stop();
    }

    @Override
    public void startKafka() {
        kafka().start();
    }

    @Override
    public void stopSmtp() {
        inbox().stopSmtp();
    }

    @Override
    public void startSmtp() {
        inbox().startSmtp();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (AutoCloseable part : new @Nullable AutoCloseable[] { inbox, kafka, redis, postgres }) {
            closeQuietly(part);
        }
        Programs.delete(folder);
    }

    private static void closeQuietly(@Nullable AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            System.getLogger(EmbeddedInfrastructure.class.getName())
                    .log(System.Logger.Level.WARNING, "A part of the infrastructure did not stop", e);
        }
    }

    private synchronized PostgresServer postgres() {
        refuseWhenClosed();
        if (postgres == null) {
            var server = new PostgresServer(folder.resolve("postgres"), log("postgres"), cache, Ports.free(), password);
            server.start();
            postgres = server;
        }
        return postgres;
    }

    private synchronized RedisServer redis() {
        refuseWhenClosed();
        if (redis == null) {
            var server = new RedisServer(folder.resolve("redis"), log("redis"), Ports.free(), password);
            server.start();
            redis = server;
        }
        return redis;
    }

    private synchronized KafkaServer kafka() {
        refuseWhenClosed();
        if (kafka == null) {
            var server = new KafkaServer(folder.resolve("kafka"), log("kafka"), Ports.free(), Ports.free(), List.of(),
                    _ -> password);
            server.start();
            kafka = server;
        }
        return kafka;
    }

    private synchronized MailInbox inbox() {
        refuseWhenClosed();
        if (inbox == null) {
            inbox = MailInbox.start(folder.resolve("mail"), 0, 0);
        }
        return inbox;
    }

    private Path log(String part) {
        return folder.resolve("logs").resolve(part + ".log");
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new IllegalStateException("The infrastructure is closed");
        }
    }
}
