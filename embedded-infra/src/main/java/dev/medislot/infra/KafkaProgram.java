package dev.medislot.infra;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/** Runs the broker until it is stopped or its parent process is gone. */
final class KafkaProgram {

    /** "medislot-local-1" in the form that Kafka wants. */
    private static final String CLUSTER = "bWVkaXNsb3QtbG9jYWwtMQ";

    private KafkaProgram() {}

    static Path readyFile(Path folder) {
        return folder.resolve("kafka.ready");
    }

    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        Programs.endWithParent();
        var configuration = folder.resolve("server.properties");
        format(configuration);
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(configuration)) {
            properties.load(reader);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            server.awaitShutdown();
        }, "kafka-stop"));
        server.startup();
        Files.writeString(readyFile(folder), Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static void format(Path configuration) {
        var out = new PrintStream(System.out, true);
        if (StorageTool.execute(new String[] { "format", "--config", configuration.toString(), "--cluster-id", CLUSTER,
                "--ignore-formatted" }, out) != 0) {
            throw new InfrastructureFailed("Kafka's storage cannot be formatted");
        }
    }
}
