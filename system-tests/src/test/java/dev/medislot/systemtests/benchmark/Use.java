package dev.medislot.systemtests.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * The resources that gateway, booking service and servers have used so far.
 *
 * @param cpu by process
 * @param pools the names of the service's connection pools, by the port of each connection
 */
record Use(Map<String, Double> cpu, ThreadUse gateway, ThreadUse booking, RedisUse redis, RoundTrips roundTrips,
        Map<String, String> pools, double writtenAhead) {

    /** The use per operation since then, in words, by its kind. */
    Map<String, String> since(Use before, double per) {
        var rows = new LinkedHashMap<String, String>();
        var processes = difference(cpu, before.cpu, per);
        rows.put("CPU µs a booking", "%s; all %s".formatted(texts(processes, 0),
                Row.number(processes.values().stream().mapToDouble(Double::doubleValue).sum())));
        rows.put("CPU µs of the booking service's threads",
                texts(difference(booking.cpu(), before.booking.cpu(), per), 1));
        rows.put("CPU µs of the gateway's threads", texts(difference(gateway.cpu(), before.gateway.cpu(), per), 1));
        rows.put("KB allocated",
                Row.text("booking-service %.0f, gateway %.0f",
                        (booking.allAllocated() - before.booking.allAllocated()) / per / 1024,
                        (gateway.allAllocated() - before.gateway.allAllocated()) / per / 1024));
        rows.put("round trips to PostgreSQL, by pool",
                texts(byPool(difference(roundTrips.segments(), before.roundTrips.segments(), per)), 0.005));
        rows.put("KB to and from PostgreSQL, by pool",
                texts(byPool(difference(roundTrips.bytes(), before.roundTrips.bytes(), per * 1024)), 0.005));
        rows.put("Redis commands", texts(difference(redis.commands(), before.redis.commands(), per), 0.005));
        rows.put("KB of write-ahead log", Row.text("%.1f", (writtenAhead - before.writtenAhead) / per / 1024));
        return rows;
    }

    private Map<String, Double> byPool(Map<String, Double> connections) {
        return connections.entrySet()
                .stream()
                .collect(Collectors.groupingBy(each -> pools.getOrDefault(each.getKey(), "gone"),
                        Collectors.summingDouble(Entry::getValue)));
    }

    private static Map<String, Double> difference(Map<String, Double> after, Map<String, Double> before, double per) {
        return after.entrySet()
                .stream()
                .collect(Collectors.toMap(Entry::getKey,
                        each -> (each.getValue() - before.getOrDefault(each.getKey(), 0.0)) / per));
    }

    private static String texts(Map<String, Double> numbers, double atLeast) {
        return numbers.entrySet()
                .stream()
                .filter(each -> each.getValue() > atLeast)
                .sorted(Entry.<String, Double>comparingByValue().reversed())
                .map(each -> Row.text(each.getValue() < 10 ? "%s %.2f" : "%s %.0f", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
