package dev.medislot.availability.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.World.TestDoctor;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@AvailabilityTest
class DoctorSearchTest {

    @Autowired
    private World world;

    private final String mark = "q" + UUID.randomUUID().toString().substring(0, 8);

    private TestDoctor named(String first, String last, String specialty) {
        var doctor = world.doctorIn(World.DENVER, "08:00", "09:00", "CO");
        world.send("PATCH", doctor.path(""), doctor.token(), """
                {"firstName":"%s","lastName":"%s %s","specialty":"%s"}""".formatted(first, last, mark, specialty))
                .isOk();
        return doctor;
    }

    private List<String> found(String filter, String text) {
        return world.get("/doctors?q=%s&%s=%s".formatted(mark, filter, URLEncoder.encode(text, UTF_8)))
                .isOk()
                .texts("/items", "id");
    }

    private List<String> named(String text) {
        return world.get("/doctors?q=" + URLEncoder.encode(text + " " + mark, UTF_8)).isOk().texts("/items", "id");
    }

    @Test
    void namesAreFoundWithoutAccentsAndCase() {
        var zoe = named("Zoë", "Núñez", "Urología").id().toString();
        var soren = named("Søren", "Weiß", "Cardiology").id().toString();

        for (var text : List.of("zoe nunez", "ZOË", "Nuñez zoe", "uñe", "UROLOGIA", "zoe\u0308", "nunez urolog")) {
            assertThat(named(text)).as(text).containsExactly(zoe);
        }
        for (var text : List.of("soren", "WEISS", "weiß SØR", "cardio soren")) {
            assertThat(named(text)).as(text).containsExactly(soren);
        }
        assertThat(named("zoe soren")).isEmpty();
        assertThat(named("z%z")).isEmpty();
        assertThat(named(" ")).containsExactlyInAnyOrder(zoe, soren);
    }

    @Test
    void aRenamedDoctorIsFoundByTheNewName() {
        var doctor = named("Agnès", "Lefèvre", "Cardiology");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"firstName\":\"Ünal\"}").isOk();

        assertThat(named("agnes")).isEmpty();
        assertThat(named("unal LEFEVRE")).containsExactly(doctor.id().toString());
    }

    @Test
    void specialtiesAreComparedWithoutAccentsAndCase() {
        var doctor = named("Ada", "Byron", "Médecine générale").id().toString();

        assertThat(found("specialty", "medecine GENERALE")).containsExactly(doctor);
        assertThat(found("specialty", "medecine")).isEmpty();
        for (var scope : List.of("state=CO", "state=CO&doctorId=" + doctor)) {
            assertThat(world.get("/slots?%s&limit=200&specialty=MEDECINE%%20generale".formatted(scope))
                    .isOk()
                    .texts("/items", "doctorId")).contains(doctor).containsOnly(doctor);
            assertThat(world.get("/slots?%s&specialty=medecin".formatted(scope)).isOk().list("/items")).isEmpty();
        }
    }

    @Test
    void aDoctorWithoutSpecialtyIsFoundByName() {
        var doctor = named("Zdeněk", "Dvořák", "x");
        world.send("PATCH", doctor.path(""), doctor.token(), "{\"specialty\":null}").isOk();

        assertThat(named("dvorak zdenek")).containsExactly(doctor.id().toString());
        assertThat(found("specialty", "x")).isEmpty();
    }
}
