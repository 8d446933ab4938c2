package dev.medislot.infra;

import com.github.dockerjava.api.exception.NotModifiedException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
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

    static final String POSTGRES = "postgres:18.6-alpine";
    static final String REDIS = "redis:8.8.0-alpine";
    static final String KAFKA = "apache/kafka:4.2.2";
    static final String MAILPIT = "axllent/mailpit:v1.31.1";

    private static final String ROLE = "service";

    private final String password = RandomPassword.draw();

    private final Set<String> databases = ConcurrentHashMap.newKeySet();
    private @Nullable PostgreSQLContainer postgres;
    private @Nullable GenericContainer<?> redis;
    private @Nullable KafkaContainer kafka;
    private @Nullable GenericContainer<?> mailpit;

    @Override
    public synchronized String jdbcUrl(String database) {
        var url = "jdbc:postgresql://%s:%d/".formatted(postgres().getHost(), postgres().getMappedPort(5432));
        if (databases.add(database)) {
            createDatabase(url, database);
        }
        return url + database;
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
        return "redis://:%s@%s:%d".formatted(password, redis().getHost(), redis().getMappedPort(6379));
    }

    @Override
    public String kafkaBootstrapServers() {
        return kafka().getBootstrapServers();
    }

    @Override
    public String kafkaPassword() {
        return password;
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
    public String redisLog() {
        return redis().getLogs();
    }

    @Override
    public String kafkaLog() {
        return kafka().getLogs();
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
        resume(redis(), () -> Ports.says(redis().getMappedPort(6379), "AUTH %s\r\nPING\r\n".formatted(password),
                "+OK\r\n+PONG"));
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
                    .withPassword(password)
                    .withCommand("postgres", "-c", "max_connections=300", "-c", "log_error_verbosity=terse");
            postgres = started(container, 5432);
        }
        return postgres;
    }

    private synchronized GenericContainer<?> redis() {
        if (redis == null) {
            redis = started(new GenericContainer<>(DockerImageName.parse(REDIS)).withCommand("redis-server",
                    "--appendonly", "yes", "--requirepass", password), 6379);
        }
        return redis;
    }

    private synchronized KafkaContainer kafka() {
        if (kafka == null) {
            var container = started(secured(new KafkaContainer(DockerImageName.parse(KAFKA))), 9092);
            applyAccess(container.getBootstrapServers());
            kafka = container;
        }
        return kafka;
    }

    /** Clients log in; the broker's connections to itself, which stay in the container, do not. */
    private KafkaContainer secured(KafkaContainer container) {
        var plain = "%1$s required username=\"%2$s\" password=\"%3$s\" user_%2$s=\"%3$s\";"
                .formatted(KafkaLogin.PLAIN.module(), KafkaUser.ADMIN.label(), password);
        return container.withEnv("KAFKA_NUM_PARTITIONS", "4")
                .withEnv("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "PLAINTEXT:SASL_PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .withEnv("KAFKA_LISTENER_NAME_PLAINTEXT_SASL_ENABLED_MECHANISMS", "PLAIN,SCRAM-SHA-512")
                .withEnv("KAFKA_LISTENER_NAME_PLAINTEXT_PLAIN_SASL_JAAS_CONFIG", plain)
                .withEnv("KAFKA_LISTENER_NAME_PLAINTEXT_SCRAM___SHA___512_SASL_JAAS_CONFIG",
                        KafkaLogin.SCRAM.module() + " required;")
                .withEnv("KAFKA_AUTHORIZER_CLASS_NAME", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withEnv("KAFKA_SUPER_USERS", KafkaUser.ADMIN.principal() + ";User:ANONYMOUS");
    }

    private void applyAccess(String servers) {
        var passwords = new EnumMap<KafkaUser, String>(KafkaUser.class);
        KafkaUser.all().forEach(user -> passwords.put(user, password));
        try {
            KafkaAccess.apply(servers, passwords);
        } catch (ExecutionException e) {
            throw new InfrastructureFailed("Kafka has no users", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureFailed("Interrupted while Kafka got its users", e);
        }
    }

    private synchronized GenericContainer<?> mailpit() {
        if (mailpit == null) {
            mailpit = started(
                    new GenericContainer<>(DockerImageName.parse(MAILPIT)).withEnv("MP_DATABASE", "/tmp/mailpit.db"),
                    1025, 8025);
        }
        return mailpit;
    }

    /** Starts the container on ports that stay the same over a stop and a start. */
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
        var settings = new HashMap<>(kafkaClient());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
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
        var url = "jdbc:postgresql://%s:%d/postgres".formatted(postgres().getHost(), postgres().getMappedPort(5432));
        try (var connection = DriverManager.getConnection(url, PostgresServer.USER, password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private void createDatabase(String url, String database) {
        try (var connection = DriverManager.getConnection(url + "postgres", PostgresServer.USER, password)) {
            new ServiceDatabase(database, ROLE).create(connection, password);
        } catch (SQLException e) {
            throw new InfrastructureFailed("Cannot create the database " + database, e);
        }
    }
}
