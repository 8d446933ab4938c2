package dev.medislot.systemtests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.systemtests.benchmark.SideBySide.Side;
import dev.medislot.systemtests.kit.KeptConnection;
import dev.medislot.systemtests.kit.Measured;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.testkit.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The openings of a doctor's day, eight of an hour and none booked, each time of a random day of two weeks. */
final class PeerOpenings {

    private static final String ZONE = "America/New_York";
    private static final int FROM = 9;
    private static final int UNTIL = 17;
    private static final int DAYS = 14;
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private final LocalDate first = LocalDate.now().plusDays(2);
    private final Medislot medislot;
    private final DoctorBooking peer;
    private final String doctor;
    private final int peersDoctor;

    PeerOpenings(Medislot medislot, DoctorBooking peer) {
        this.medislot = medislot;
        this.peer = peer;
        var clinic = medislot.clinic();
        var working = clinic.aDoctorWithoutHours(ZONE, "NY");
        clinic.works(working, ZONE, "%02d:00-%02d:00".formatted(FROM, UNTIL));
        this.doctor = working.id();
        this.peersDoctor = peer.doctor(FROM, UNTIL);
    }

    List<Row> measure() throws Exception {
        awaitOpenings();
        var sizes = sizes();
        var service = medislot.availability();
        var gateway = medislot.gateway();
        var sides = new SideBySide(new Side(DoctorBooking.NAME, peer.url(), this::asksPeer),
                List.of(new Side(service.name(), service.url(), this::asks),
                        new Side(gateway.name(), gateway.url(), this::asks)));
        var rows = new ArrayList<Row>();
        rows.add(WarmUp
                .of(List.of(service, gateway),
                        () -> Load.on(gateway.url(), SideBySide.CONNECTIONS, WARM_UP, this::asks))
                .row("peers, openings"));
        Load.on(peer.url(), SideBySide.CONNECTIONS, WARM_UP, this::asksPeer);
        rows.addAll(sides.rows("openings of a doctor's day (%s)".formatted(sizes),
                (side, connections) -> Load.on(side.address(), connections, time(connections), side.question())));
        return rows;
    }

    private static Duration time(int connections) {
        return connections == 1 ? Measured.TIME.dividedBy(2) : Measured.TIME;
    }

    private void awaitOpenings() {
        var path = "/api/v1/slots?doctorId=%s&from=%s&to=%s&limit=200".formatted(doctor, first,
                first.plusDays(DAYS - 1));
        await("openings of every day").until(() -> Api.at(medislot.availability().url()).get(path).list("items").size(),
                size -> size == DAYS * (UNTIL - FROM));
    }

    /** The sizes of both answers, which list the same openings. */
    private String sizes() throws IOException {
        try (var service = new KeptConnection(medislot.availability().url());
                var peers = new KeptConnection(peer.url())) {
            var ours = ours(service).text();
            var theirs = theirs(peers).text();
            assertThat(ours.split("\"start\"", -1)).hasSize(1 + UNTIL - FROM);
            assertThat(theirs.split("\"available\"", -1)).hasSize(1 + UNTIL - FROM);
            return "%,d and %,d bytes".formatted(ours.length(), theirs.length());
        }
    }

    private boolean asks(KeptConnection connection) throws IOException {
        ours(connection);
        return true;
    }

    private boolean asksPeer(KeptConnection connection) throws IOException {
        theirs(connection);
        return true;
    }

    private KeptConnection.Response ours(KeptConnection connection) throws IOException {
        var day = day();
        return connection.get("/api/v1/slots?doctorId=%s&from=%s&to=%s".formatted(doctor, day, day)).has(200);
    }

    private KeptConnection.Response theirs(KeptConnection connection) throws IOException {
        return peer.day(connection, peersDoctor, day()).has(200);
    }

    private LocalDate day() {
        return first.plusDays(ThreadLocalRandom.current().nextInt(DAYS));
    }
}
