package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.HttpCollection;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The requests of {@code docs/medislot.http}, from top to bottom. */
@ResourceLock(Medislot.LOCK)
class HttpCollectionIT {

    private final HttpCollection collection;

    HttpCollectionIT() throws IOException {
        collection = HttpCollection.read(Repository.file("docs/medislot.http"));
    }

    @Test
    void everyRequestGetsTheStatusItStates() {
        var medislot = Medislot.running();
        var clinic = medislot.clinic();
        var doctor = clinic.aDoctor("America/Los_Angeles", "CA");
        var patient = medislot.aConfirmedPatient("CA");

        collection.run(clinic.api(),
                Map.of("doctorEmail", doctor.email(), "doctorPassword", Clinic.PASSWORD, "patientEmail",
                        patient.email(), "patientPassword", Clinic.PASSWORD, "staffEmail", Medislot.STAFF_EMAIL,
                        "staffPassword", Clinic.PASSWORD));

        assertThat(collection.titles()).hasSizeGreaterThan(70).doesNotHaveDuplicates();
    }

    @Test
    void theDefaultsAreTheExampleLogins() throws IOException {
        var readme = Files.readString(Repository.file("README.md"));
        for (var person : List.of("patient", "doctor", "staff")) {
            assertThat(readme).containsPattern("%s +%s +%s\n".formatted(person, collection.variable(person + "Email"),
                    collection.variable(person + "Password")));
        }
    }
}
