package dev.medislot.systemtests.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** One operation of doctor-booking and of Medislot, in rounds that alternate. */
record SideBySide(Side peer, List<Side> ours) {

    static final int ROUNDS = 3;
    static final int CONNECTIONS = 32;

    /** The operation of one program. */
    record Side(String name, String address, Load.Question question) {}

    @FunctionalInterface
    interface Round {
        Load on(Side side, int connections) throws Exception;
    }

    /** With one connection and with 32, one row for each address of Medislot. */
    List<Row> rows(String what, Round round) throws Exception {
        var rows = new ArrayList<>(rows(what + ", one connection", 1, round));
        rows.addAll(rows("%s, %d connections".formatted(what, CONNECTIONS), CONNECTIONS, round));
        return rows;
    }

    private List<Row> rows(String what, int connections, Round round) throws Exception {
        var loads = new LinkedHashMap<Side, List<Load>>();
        for (int i = 0; i < ROUNDS; i++) {
            for (var side : Stream.concat(Stream.of(peer), ours.stream()).toList()) {
                loads.computeIfAbsent(side, _ -> new ArrayList<>()).add(round.on(side, connections));
            }
        }
        return ours.stream()
                .map(side -> new Row("%s: %s".formatted(what, side.name()), "–", text(loads.get(side)),
                        "%s: %s".formatted(peer.name(), text(loads.get(peer))),
                        Row.text("%.2f", perSecond(loads.get(side)) / perSecond(loads.get(peer)))))
                .toList();
    }

    private static double perSecond(List<Load> rounds) {
        return Load.all(rounds).perSecond();
    }

    private static String text(List<Load> rounds) {
        var all = Load.all(rounds);
        return Row.text("%s, p50 %.1f ms, p99 %.1f ms",
                Row.rate(all.perSecond(), rounds.stream().map(Load::perSecond).toList()), all.within(0.5),
                all.within(0.99));
    }
}
