package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.ServiceProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Medislot beside the npm package doctor-booking, in the same run and asked by the same clients. */
final class Peers {

    private Peers() {}

    static List<Row> measure() throws Exception {
        var obstacle = DoctorBooking.install();
        if (obstacle.isPresent()) {
            return List.of(Row.of("Medislot beside " + DoctorBooking.NAME, "–", "left out: " + obstacle.get()));
        }
        var medislot = Medislot.running();
        try (var peer = DoctorBooking.running()) {
            var rows = new ArrayList<>(new PeerOpenings(medislot, peer).measure());
            var claims = new PeerClaims(medislot, peer);
            var others = List.of(medislot.availability(), medislot.notification());
            others.forEach(ServiceProcess::pause);
            try {
                rows.addAll(claims.rates());
                rows.add(memory(medislot, peer));
                rows.addAll(claims.promises().measure());
                LockSupport.parkNanos(Measured.OLDEST_NEWS.toNanos());
            } finally {
                others.forEach(ServiceProcess::resume);
            }
            return rows;
        }
    }

    private static Row memory(Medislot medislot, DoctorBooking peer) throws IOException {
        var sizes = new ArrayList<String>();
        for (var process : medislot.processes()) {
            sizes.add("%s %s MB".formatted(process.name(), ServiceMemory.megabytes(process.pid(), "VmRSS")));
        }
        return new Row("resident memory after the rows above", "–", String.join(", ", sizes),
                "%s: %s MB".formatted(DoctorBooking.NAME, ServiceMemory.megabytes(peer.pid(), "VmRSS")), "–");
    }
}
