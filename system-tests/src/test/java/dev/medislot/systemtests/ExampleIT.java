package dev.medislot.systemtests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.testkit.CheckingProxy;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The example project's program, run as another system would run it. */
@ResourceLock(Medislot.LOCK)
class ExampleIT {

    private static final Pattern KAFKA = Pattern.compile("kafka-clients|lz4-java|slf4j-api|snappy-java|zstd-jni");

    private final Medislot medislot = Medislot.running();

    @AutoClose
    private final CheckingProxy gateway = CheckingProxy.to(URI.create(medislot.gateway().url()));

    @Test
    void theExampleBooksAndFollowsTheTopic(@TempDir Path folder) throws Exception {
        var clinic = medislot.clinic();
        var doctor = clinic.aDoctor("America/Denver", "MT");
        var patient = clinic.aPatient("MT");
        clinic.openings(doctor, "MT");
        var program = Repository.file("examples/follow-bookings/src/main/java/dev/example/FollowBookings.java");
        var output = folder.resolve("output");

        var infrastructure = medislot.infrastructure();
        var builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", classPath(),
                program.toString(), gateway.address().toString(), infrastructure.kafkaBootstrapServers(),
                patient.email(), Clinic.PASSWORD).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KAFKA_CONSUMER_PASSWORD", infrastructure.kafkaPassword());
        var process = builder.start();

        var isDone = process.waitFor(8, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(isDone).as(() -> text(output)).isTrue();
        assertThat(process.exitValue()).as(() -> text(output)).isZero();
        var booking = patient.api().get("/api/v1/bookings").isOk().list("items").getFirst().path("id").asString();
        assertThat(text(output)).contains("BookingCreated " + booking + ": CONFIRMED",
                "BookingCancelled " + booking + ": CANCELLED");
    }

    /** The dependencies of the example alone: the client as Maven gives it to its users, and Kafka's client. */
    private static String classPath() throws IOException {
        var kafka = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> KAFKA.matcher(Path.of(entry).getFileName().toString()).lookingAt());
        return Stream
                .concat(Stream.of(Repository.file("client/target/classes").toString(),
                        Files.readString(Repository.file("client/target/users-class-path"))), kafka)
                .collect(joining(File.pathSeparator));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
