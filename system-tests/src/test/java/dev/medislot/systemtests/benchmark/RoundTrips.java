package dev.medislot.systemtests.benchmark;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The data segments that a process has sent so far over its connections to a port, by the port of its own. A driver
 * sends one for each round trip unless a request is very large. Linux' {@code ss} counts them; without it the map is
 * empty.
 */
record RoundTrips(Map<String, Double> segments, Map<String, Double> bytes) {

    private static final Pattern CONNECTION = Pattern
            .compile("(?m)^.*?127\\.0\\.0\\.1\\]?:(\\d+)\\s.*pid=(\\d+).*\\R(.*)$");
    private static final Pattern SEGMENTS = Pattern.compile("data_segs_out:(\\d+)");
    private static final Pattern BYTES = Pattern.compile("bytes_(?:sent|received):(\\d+)");

    static RoundTrips of(long pid, int port) {
        var segments = new TreeMap<String, Double>();
        var bytes = new TreeMap<String, Double>();
        CONNECTION.matcher(connections(port))
                .results()
                .filter(each -> each.group(2).equals(Long.toString(pid)))
                .forEach(each -> {
                    segments.put(each.group(1), sum(SEGMENTS, each));
                    bytes.put(each.group(1), sum(BYTES, each));
                });
        return new RoundTrips(segments, bytes);
    }

    private static double sum(Pattern numbers, MatchResult connection) {
        return numbers.matcher(connection.group(3))
                .results()
                .mapToDouble(each -> Double.parseDouble(each.group(1)))
                .sum();
    }

    private static String connections(int port) {
        try {
            var ss = new ProcessBuilder("ss", "-tinpH", "dport = :" + port).redirectErrorStream(true).start();
            return new String(ss.getInputStream().readAllBytes());
        } catch (IOException _) {
            return "";
        }
    }
}
