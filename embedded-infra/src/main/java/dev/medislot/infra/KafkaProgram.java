package dev.medislot.infra;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.utils.Time;

/** Runs the broker until it is stopped or its parent process is gone. */
final class KafkaProgram {

    /** "medislot-local-1" in the form that Kafka wants. */
    private static final String CLUSTER = "bWVkaXNsb3QtbG9jYWwtMQ";

    private KafkaProgram() {}

    static Path readyFile(Path folder) {
        return folder.resolve("kafka.ready");
    }

    static Path configurationFile(Path folder) {
        return folder.resolve("server.properties");
    }

    /** The passwords of all users. */
    static Path passwordFile(Path folder) {
        return folder.resolve("users.properties");
    }

    public static void main(String[] args) throws IOException, ExecutionException, InterruptedException {
        var folder = Path.of(args[0]);
        Programs.endWithParent();
        format(configurationFile(folder));
        var properties = properties(configurationFile(folder));
        var server = started(properties);
        applyAccess(folder, properties);
        Files.writeString(readyFile(folder), Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static KafkaRaftServer started(Properties properties) {
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            server.awaitShutdown();
        }, "kafka-stop"));
        server.startup();
        return server;
    }

    /** Calls Kafka only after a change of the table or of a password: Kafka keeps both. */
    private static void applyAccess(Path folder, Properties configuration)
            throws IOException, ExecutionException, InterruptedException {
        var passwords = passwords(folder);
        var applied = folder.resolve("access.applied");
        var fingerprint = fingerprint(passwords);
        if (!Files.exists(applied) || !Files.readString(applied).equals(fingerprint)) {
            var servers = configuration.getProperty("advertised.listeners").replace("CLIENTS://", "");
            KafkaAccess.apply(servers, passwords);
            PrivateFile.write(applied, fingerprint);
        }
    }

    private static Map<KafkaUser, String> passwords(Path folder) throws IOException {
        var passwords = new EnumMap<KafkaUser, String>(KafkaUser.class);
        var stored = properties(passwordFile(folder));
        KafkaUser.all().forEach(user -> passwords.put(user, stored.getProperty(user.name())));
        return passwords;
    }

    private static String fingerprint(Map<KafkaUser, String> passwords) {
        var rights = KafkaRights.all().map(AclBinding::toString).sorted().collect(Collectors.joining("\n"));
        return Fingerprint.of((passwords + rights).getBytes(StandardCharsets.UTF_8));
    }

    private static Properties properties(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static void format(Path configuration) {
        var out = new PrintStream(System.out, true);
        if (StorageTool.execute(new String[] { "format", "--config", configuration.toString(), "--cluster-id", CLUSTER,
                "--ignore-formatted" }, out) != 0) {
            throw new InfrastructureFailed("Kafka's storage cannot be formatted");
        }
    }
}
