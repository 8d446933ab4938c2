package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart keeps what it was given, ends cleanly, and says in one line why it cannot start. */
class QuickstartIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void aBookingOutlivesTheKillOfEverything() throws Exception {
        var home = QuickstartProcess.Home.fresh(folder);
        var clinic = new Clinic(home.gateway());
        Person doctor;
        Person patient;
        Answer booked;
        try (var first = home.start().awaitReady()) {
            doctor = clinic.aDoctor("America/Chicago", "TX");
            patient = clinic.aPatient("TX");
            var openings = clinic.openings(doctor, "TX");
            clinic.books(clinic.aPatient("TX"), openings.getLast().id()).expect(201);
            booked = patient.api().post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).expect(201);
            first.killAll();
        }
        try (var second = home.start().awaitReady()) {
            patient.api().get(booked.header("Location")).expect(200);
            var events = new Events(home.kafka());
            var mails = new Mails(home.inbox());
            var event = events.ofBooking(booked.text("id"), 1).getFirst();
            assertThat(event.type()).isEqualTo("BookingCreated");
            assertThat(mails.to(patient, 1)).hasSize(1);
            assertThat(mails.to(doctor, 2)).hasSize(2);
            assertThat(events.ofBooking(booked.text("id"))).extracting(told -> told.headers().get("ce_id"))
                    .containsOnly(event.headers().get("ce_id"));

            second.stop();
            second.awaitEnd();
            assertThat(second.output()).contains("stopped");
            second.expectNothingLeft();
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        var home = QuickstartProcess.Home.fresh(folder);
        var port = home.ports().get("GATEWAY");
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var quickstart = home.start()) {
            refuses(quickstart, "port " + other.getLocalPort(), "MEDISLOT_QUICKSTART_GATEWAY_PORT");
        }
    }

    @Test
    void aWrongSettingIsNamed() throws Exception {
        try (var quickstart = QuickstartProcess.Home.fresh(folder).start("MEDISLOT_HORIZON_DAYS=1000")) {
            refuses(quickstart, "availability-service", "medislot.horizon-days must be 1 to 400");
            quickstart.expectNothingLeft();
        }
    }

    @Test
    void aSettingThatDoesNotExistIsNamed() throws Exception {
        try (var quickstart = QuickstartProcess.Home.fresh(folder).start("MEDISLOT_QUICKSTART_GATWAY_PORT=1")) {
            refuses(quickstart, "MEDISLOT_QUICKSTART_GATWAY_PORT");
            quickstart.expectNothingLeft();
        }
    }

    @Test
    void aDatabaseThatRefusesIsNamed() throws Exception {
        try (var quickstart = QuickstartProcess.Home.fresh(folder).start(
                "SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:" + aClosedPort() + "/medislot",
                "SPRING_DATASOURCE_USERNAME=nobody", "SPRING_DATASOURCE_PASSWORD=wrong")) {
            refuses(quickstart, "refused");
            quickstart.expectNothingLeft();
        }
    }

    private static int aClosedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void refuses(QuickstartProcess quickstart, String... said) throws InterruptedException {
        assertThat(quickstart.awaitEnd()).as(quickstart.output()).isEqualTo(1);
        var reasons = quickstart.output().lines().filter(line -> line.startsWith("medislot: ")).toList();
        assertThat(reasons).as(quickstart.output()).hasSize(1);
        assertThat(reasons.getFirst()).contains(said);
        assertThat(quickstart.output()).doesNotContain("\tat ", "Exception in thread", "ready in");
    }
}
