package dev.medislot.infra;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in its own JVM and folder.
 * <p>
 * It ends with its parent JVM, even when that is killed.
 */
public final class KafkaServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final Path log;
    private final int port;
    private final int advertisedPort;
    private final int controllerPort;
    private final List<String> jvmOptions;
    private final Map<KafkaUser, String> passwords = new EnumMap<>(KafkaUser.class);
    private @Nullable JavaProcess process;

    /** A broker whose users have these passwords from its start on, on an older folder too. */
    public KafkaServer(Path folder, Path log, int port, int controllerPort, List<String> jvmOptions,
            Function<KafkaUser, String> password) {
        this(folder, log, port, port, controllerPort, jvmOptions, password);
    }

    /** Makes a server behind a proxy at the advertised port, to which it sends its clients. */
    public KafkaServer(Path folder, Path log, int port, int advertisedPort, int controllerPort, List<String> jvmOptions,
            Function<KafkaUser, String> password) {
        this.folder = folder.toAbsolutePath();
        this.log = log;
        this.port = port;
        this.advertisedPort = advertisedPort;
        this.controllerPort = controllerPort;
        this.jvmOptions = List.copyOf(jvmOptions);
        KafkaUser.all().forEach(user -> passwords.put(user, password.apply(user)));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + advertisedPort;
    }

    /** The process of the broker, while it runs. */
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).map(JavaProcess::handle).filter(ProcessHandle::isAlive);
    }

    /** Starts it; a broker that a killed JVM left there is stopped first. */
    public void start() {
        if (process().isPresent()) {
            return;
        }
        note().process().ifPresent(broker -> Programs.end(broker, Duration.ofSeconds(15)));
        Ports.refuseTaken("Kafka", port);
        Ports.refuseTaken("Kafka", controllerPort);
        try {
            awaitReady(launch());
        } catch (IOException e) {
            throw new InfrastructureFailed("Cannot start Kafka in " + folder + ": " + e.getMessage(), e);
        }
    }

    private JavaProcess launch() throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(readyFile());
        PrivateFile.write(KafkaProgram.configurationFile(folder), configuration());
        PrivateFile.write(KafkaProgram.passwordFile(folder), passwords());
        var started = JavaProcess.start(arguments(), Map.of(), log);
        process = started;
        note().write(started.handle());
        return started;
    }

    private void awaitReady(JavaProcess started) {
        if (!Programs.await(PATIENCE, () -> Files.exists(readyFile()) || !started.isAlive()) || !started.isAlive()) {
            stop();
            throw new InfrastructureFailed("Kafka did not start on port %d; its log: %s".formatted(port, log));
        }
    }

    public void stop() {
        stop(Duration.ofSeconds(30));
    }

    /** Asks the broker to end, and kills it after the wait. */
    public void stop(Duration patience) {
        process().ifPresent(broker -> Programs.end(broker, patience));
        process = null;
    }

    @Override
    public void close() {
        stop();
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=dev/medislot/infra/process-logback.xml"));
        arguments.addAll(jvmOptions);
        arguments.addAll(List.of("-cp", JavaProcess.classPathFor(KafkaProgram.class), KafkaProgram.class.getName(),
                folder.toString()));
        return arguments;
    }

    private Path readyFile() {
        return KafkaProgram.readyFile(folder);
    }

    private ProcessNote note() {
        return new ProcessNote(folder.resolve("kafka.pid"));
    }

    private String passwords() throws IOException {
        var properties = new Properties();
        passwords.forEach((user, password) -> properties.setProperty(user.name(), password));
        return text(properties);
    }

    private String configuration() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(settings()));
        properties.setProperty("log.dirs", folder.resolve("data").toString());
        return text(properties);
    }

    private static String text(Properties properties) throws IOException {
        var text = new StringWriter();
        properties.store(text, null);
        return text.toString();
    }

    /** The broker is its own controller, and its own administrator. */
    private String settings() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=CLIENTS://127.0.0.1:%6$d
                inter.broker.listener.name=CLIENTS
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
                sasl.mechanism.inter.broker.protocol=PLAIN
                sasl.mechanism.controller.protocol=PLAIN
                listener.name.clients.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
                listener.name.clients.plain.sasl.jaas.config=%3$s
                listener.name.clients.scram-sha-512.sasl.jaas.config=%4$s
                listener.name.controller.sasl.enabled.mechanisms=PLAIN
                listener.name.controller.plain.sasl.jaas.config=%3$s
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=%5$s
                auto.create.topics.enable=false
                num.partitions=4
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=4
                group.initial.rebalance.delay.ms=0
                broker.heartbeat.interval.ms=1000
                broker.session.timeout.ms=2000
                log.cleaner.dedupe.buffer.size=2097152
                num.network.threads=1
                num.io.threads=4
                background.threads=2
                group.coordinator.threads=1
                """.formatted(port, controllerPort, plainLogin(), KafkaLogin.SCRAM.module() + " required;",
                KafkaUser.ADMIN.principal(), advertisedPort);
    }

    private String plainLogin() {
        return "%1$s required username=\"%2$s\" password=\"%3$s\" user_%2$s=\"%3$s\";"
                .formatted(KafkaLogin.PLAIN.module(), KafkaUser.ADMIN.label(), passwords.get(KafkaUser.ADMIN));
    }
}
