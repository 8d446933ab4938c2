package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Person;
import dev.medislot.systemtests.kit.Repository;
import dev.medislot.testkit.Api;
import dev.medislot.testkit.CheckingProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Clients that public generators make of the API description: they compile without a change, and they book. */
@ResourceLock(Medislot.LOCK)
@EnabledIfEnvironmentVariable(named = "MEDISLOT_GENERATED_CLIENTS", matches = "true",
        disabledReason = "the generators are downloaded only when MEDISLOT_GENERATED_CLIENTS=true")
class GeneratedClientIT {

    private static final Path CLIENTS = Repository.file("system-tests/clients");

    private final Medislot medislot = Medislot.running();

    @AutoClose
    private final CheckingProxy gateway = CheckingProxy.to(URI.create(medislot.gateway().url()));

    private Person patient;

    @BeforeEach
    void anOpeningIsThere() throws IOException {
        var clinic = medislot.clinic();
        var doctor = clinic.aDoctor("America/Anchorage", "AK");
        patient = clinic.aPatient("AK");
        clinic.openings(doctor, "AK");
        var description = Api.at(medislot.gateway().url()).get("/v3/api-docs").isOk();
        Files.writeString(Path.of("target", "openapi.json"), description.body().toPrettyString());
    }

    @Test
    void aTypeScriptClientBooks() throws Exception {
        var folder = CLIENTS.resolve("typescript");
        run(folder, "npm", "ci", "--no-audit", "--no-fund");
        run(folder, "npm", "run", "generate");
        run(folder, "npm", "run", "compile");

        booksAndCancels(
                run(folder, "node", "build/book.js", gateway.address().toString(), patient.email(), Clinic.PASSWORD));
    }

    @Test
    void aJavaClientBooks() throws Exception {
        var maven = Repository.file("mvnw").toString();
        run(CLIENTS.resolve("java"), maven, "-q", "-B", "-ntp", "package");

        booksAndCancels(run(CLIENTS.resolve("java"), maven, "-q", "-B", "-ntp", "exec:java",
                "-Dexec.args=%s %s '%s'".formatted(gateway.address(), patient.email(), Clinic.PASSWORD)));
    }

    private void booksAndCancels(String output) {
        var booking = patient.api().get("/api/v1/bookings").isOk().list("items").getFirst().path("id").asString();
        assertThat(output).contains("booking " + booking + " CONFIRMED", "A rash", "patient-busy",
                "booking " + booking + " CANCELLED");
    }

    private static String run(Path folder, String... command) throws Exception {
        var output = Files.createTempFile("client", ".out");
        try {
            var process = new ProcessBuilder(List.of(command)).directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            var isDone = process.waitFor(10, TimeUnit.MINUTES);
            process.destroyForcibly();
            var text = Files.readString(output);
            assertThat(isDone).as(text).isTrue();
            assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
            return text;
        } finally {
            Files.delete(output);
        }
    }
}
