package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.infra.Ports;
import dev.medislot.systemtests.kit.QuickstartProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A quickstart that cannot start says why in one line and leaves nothing behind. */
@ResourceLock(QuickstartProcess.LOCK)
class QuickstartRefusalsIT {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private QuickstartProcess.Home home;

    @BeforeEach
    void choosePorts() {
        home = QuickstartProcess.Home.fresh(folder);
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        var port = home.ports().get("GATEWAY");
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var quickstart = home.start()) {
            refuses(quickstart, "port " + other.getLocalPort(), "MEDISLOT_QUICKSTART_GATEWAY_PORT");
        }
    }

    @Test
    void aWrongSettingIsNamed() throws Exception {
        try (var quickstart = home.start("MEDISLOT_HORIZON_DAYS=1000")) {
            refuses(quickstart, "availability-service", "medislot.horizon-days must be 1 to 400");
            quickstart.expectNothingLeft();
        }
    }

    @Test
    void aSettingThatDoesNotExistIsNamed() throws Exception {
        try (var quickstart = home.start("MEDISLOT_QUICKSTART_GATWAY_PORT=1")) {
            refuses(quickstart, "MEDISLOT_QUICKSTART_GATWAY_PORT");
            quickstart.expectNothingLeft();
        }
    }

    @Test
    void aDatabaseThatRefusesIsNamed() throws Exception {
        try (var quickstart = home.start(
                "SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1:" + Ports.free() + "/medislot",
                "SPRING_DATASOURCE_USERNAME=nobody", "SPRING_DATASOURCE_PASSWORD=wrong")) {
            refuses(quickstart, "refused");
            quickstart.expectNothingLeft();
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
