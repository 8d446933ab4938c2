package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The example project's program, run as another system would run it. */
@ResourceLock(Medislot.LOCK)
class ExampleIT {

    private final Medislot medislot = Medislot.running();

    @Test
    void theExampleBooksAndFollowsTheTopic(@TempDir Path folder) throws Exception {
        var clinic = medislot.clinic();
        var doctor = clinic.aDoctor("America/Denver", "MT");
        var patient = clinic.aPatient("MT");
        clinic.openings(doctor, "MT");
        var program = Repository.file("examples/follow-bookings/src/main/java/dev/example/FollowBookings.java");
        var output = folder.resolve("output");

        var process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), program.toString(), medislot.gateway().url(),
                medislot.infrastructure().kafkaBootstrapServers(), patient.email(), Clinic.PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        var isDone = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(isDone).as(() -> text(output)).isTrue();
        assertThat(process.exitValue()).as(() -> text(output)).isZero();
        var booking = patient.api().get("/api/v1/bookings").isOk().list("items").getFirst().path("id").asString();
        assertThat(text(output)).contains("BookingCreated " + booking + ": CONFIRMED",
                "BookingCancelled " + booking + ": CANCELLED");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
