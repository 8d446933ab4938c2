package dev.medislot.infra;

import com.github.dockerjava.api.exception.NotModifiedException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** All servers in containers; contacts Docker only when a server is used. */
final class ContainerInfrastructure implements Infrastructure {

    static final String POSTGRES = "postgres:18-alpine";
    static final String REDIS = "redis:8-alpine";
    static final String KAFKA = "apache/kafka:4.1.1";
    static final String MAILPIT = "axllent/mailpit:v1.27";

    private static final String PASSWORD = "medislot";

    private final Set<String> databases = ConcurrentHashMap.newKeySet();
    private @Nullable PostgreSQLContainer postgres;
    private @Nullable GenericContainer<?> redis;
    private @Nullable KafkaContainer kafka;
    private @Nullable GenericContainer<?> mailpit;

    @Override
    public String jdbcUrl(String database) {
        var url = "jdbc:postgresql://%s:%d/".formatted(postgres().getHost(), postgres().getMappedPort(5432));
        if (databases.add(database)) {
            createDatabase(url + "postgres", database);
        }
        return url + database;
    }

    @Override
    public String username() {
        return PostgresServer.USER;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public String redisUrl() {
        return "redis://%s:%d".formatted(redis().getHost(), redis().getMappedPort(6379));
    }

    @Override
    public String kafkaBootstrapServers() {
        return kafka().getBootstrapServers();
    }

    @Override
    public String smtpHost() {
        return mailpit().getHost();
    }

    @Override
    public int smtpPort() {
        return mailpit().getMappedPort(1025);
    }

    @Override
    public URI inboxUrl() {
        return URI.create("http://%s:%d/".formatted(mailpit().getHost(), mailpit().getMappedPort(8025)));
    }

    @Override
    public void stopPostgres() {
        halt(postgres());
    }

    @Override
    public String postgresLog() {
        return postgres().getLogs();
    }

    @Override
    public void startPostgres() {
        resume(postgres(), this::postgresAnswers);
    }

    @Override
    public void stopRedis() {
        halt(redis());
    }

    @Override
    public void startRedis() {
        resume(redis(), () -> Ports.says(redis().getMappedPort(6379), "PING\r\n", "+PONG"));
    }

    @Override
    public void pauseRedis() {
        var container = redis();
        container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resumeRedis() {
        var container = redis();
        container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void stopKafka() {
        halt(kafka());
    }

    @Override
    public void startKafka() {
        resume(kafka(), this::kafkaAnswers);
    }

    @Override
    public void stopSmtp() {
        halt(mailpit());
    }

    @Override
    public void startSmtp() {
        resume(mailpit(), () -> Ports.says(smtpPort(), "", "220"));
    }

    @Override
    public synchronized void close() {
        Stream.of(mailpit, kafka, redis, postgres)
                .filter(container -> container != null)
                .forEach(GenericContainer::stop);
    }

    private synchronized PostgreSQLContainer postgres() {
        if (postgres == null) {
            var container = new PostgreSQLContainer(DockerImageName.parse(POSTGRES)).withDatabaseName("postgres")
                    .withUsername(PostgresServer.USER)
                    .withPassword(PASSWORD)
                    .withCommand("postgres", "-c", "max_connections=300", "-c", "log_error_verbosity=terse");
            postgres = started(container, 5432);
        }
        return postgres;
    }

    private synchronized GenericContainer<?> redis() {
        if (redis == null) {
            redis = started(new GenericContainer<>(DockerImageName.parse(REDIS)).withCommand("redis-server",
                    "--appendonly", "yes"), 6379);
        }
        return redis;
    }

    private synchronized KafkaContainer kafka() {
        if (kafka == null) {
            kafka = started(new KafkaContainer(DockerImageName.parse(KAFKA)).withEnv("KAFKA_NUM_PARTITIONS", "4"),
                    9092);
        }
        return kafka;
    }

    private synchronized GenericContainer<?> mailpit() {
        if (mailpit == null) {
            mailpit = started(
                    new GenericContainer<>(DockerImageName.parse(MAILPIT)).withEnv("MP_DATABASE", "/tmp/mailpit.db"),
                    1025, 8025);
        }
        return mailpit;
    }

    /** On ports that stay the same over a stop and a start. */
    private static <C extends GenericContainer<?>> C started(C container, Integer... ports) {
        container.setPortBindings(
                Stream.of(ports).map(port -> "127.0.0.1:%d:%d".formatted(Ports.free(), port)).toList());
        container.addExposedPorts(Stream.of(ports).mapToInt(Integer::intValue).toArray());
        container.withStartupTimeout(Duration.ofMinutes(5));
        container.start();
        return container;
    }

    private static void halt(GenericContainer<?> container) {
        try {
            container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
        } catch (NotModifiedException _) {
            // it is stopped already
        }
    }

    /** Docker accepts connections before the program behind the port does, so the program must answer. */
    private static void resume(GenericContainer<?> container, BooleanSupplier answers) {
        try {
            container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
        } catch (NotModifiedException _) {
            // it runs already
        }
        if (!Programs.await(Duration.ofMinutes(2), Duration.ofMillis(200), answers)) {
            throw new InfrastructureFailed("The container of " + container.getDockerImageName() + " did not come back");
        }
    }

    private boolean kafkaAnswers() {
        var settings = Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafkaBootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000);
        try (var admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean postgresAnswers() {
        try {
            createDatabase(jdbcUrl("postgres"), "postgres");
            return true;
        } catch (InfrastructureFailed e) {
            return false;
        }
    }

    private static void createDatabase(String url, String database) {
        try (var connection = DriverManager.getConnection(url, PostgresServer.USER, PASSWORD)) {
            PostgresServer.createDatabase(connection, database);
        } catch (SQLException e) {
            throw new InfrastructureFailed("Cannot create the database " + database, e);
        }
    }
}
