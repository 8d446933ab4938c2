package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Events;
import dev.medislot.systemtests.kit.Mails;
import dev.medislot.systemtests.kit.QuickstartProcess;
import dev.medislot.systemtests.kit.Readme;
import dev.medislot.testkit.CheckingProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The quickstart as a new user meets it: the README's first booking, then a crash of everything, then its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ResourceLock(QuickstartProcess.LOCK)
class QuickstartIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static QuickstartProcess.Home home;
    private static QuickstartProcess first;

    @BeforeAll
    static void start() {
        home = QuickstartProcess.Home.fresh(folder.resolve("data"));
        first = home.start("MEDISLOT_QUICKSTART_EXAMPLE_DATA=true").awaitReady();
    }

    @AfterAll
    static void stop() {
        first.close();
    }

    @Test
    @Order(1)
    void theFirstBookingOfTheReadmeWorksWordForWord() throws Exception {
        var readme = new Readme();
        assertThat(first.output()).contains(readme.logins()).contains("web app                " + home.gateway() + "/");

        try (var gateway = CheckingProxy.to(home.gateway())) {
            var said = readme.run(folder, Map.of(8080, gateway.address(), 8025, home.inbox()));

            assertThat(said).contains("\"status\":\"CONFIRMED\"", "Appointment confirmed", "\"status\":\"CANCELLED\"",
                    "\"version\":3");
        }
    }

    @Test
    @Order(2)
    void partsThatEndTogetherComeBackWithoutHelp() {
        var clinic = new Clinic(home.gateway());
        var doctor = clinic.aDoctor("America/Denver", "CO");
        var patient = clinic.aPatient("CO");
        var opening = clinic.openings(doctor, "CO").getFirst();

        first.kill("postgres", "notification-service", "availability-service");

        var keyed = patient.api().with("Idempotency-Key", UUID.randomUUID().toString());
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> keyed.post("/api/v1/bookings", Map.of("slotId", opening.id())).isCreated());
        var mails = new Mails(home.inbox());
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(mails.messageIdsTo(doctor)).hasSize(1);
            assertThat(clinic.isListed(doctor, "CO", opening.id())).isFalse();
        });
    }

    @Test
    @Order(3)
    void aBookingOutlivesTheKillOfEverything() throws Exception {
        var clinic = new Clinic(home.gateway());
        var doctor = clinic.aDoctor("America/Chicago", "TX");
        var patient = clinic.aPatient("TX");
        var openings = clinic.openings(doctor, "TX");
        clinic.books(clinic.aPatient("TX"), openings.getLast().id()).isCreated();
        var booked = patient.api().post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).isCreated();
        first.killAll();

        try (var second = home.start().awaitReady()) {
            patient.api().get(booked.header("Location").orElseThrow()).isOk();
            var events = new Events(home.kafka());
            var mails = new Mails(home.inbox());
            var event = events.ofBooking(booked.text("id"), 1).getFirst();
            assertThat(event.type()).isEqualTo("BookingCreated");
            // one that was on its way at the kill may be there twice, with the same Message-ID
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                assertThat(mails.messageIdsTo(patient)).hasSize(1);
                assertThat(mails.messageIdsTo(doctor)).hasSize(2);
            });
            assertThat(events.ofBooking(booked.text("id"))).extracting(told -> told.headers().get("ce_id"))
                    .containsOnly(event.headers().get("ce_id"));

            second.stop();
            second.awaitEnd();
            assertThat(second.output()).contains("stopped");
            second.expectNothingLeft();
        }
    }
}
