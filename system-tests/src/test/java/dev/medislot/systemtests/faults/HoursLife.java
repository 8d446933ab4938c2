package dev.medislot.systemtests.faults;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A doctor changes the hours of the week and those of one date, which cancels the bookings outside of them. */
final class HoursLife implements Callable<Void> {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<List<String>> WEEKS = List.of(Town.WINDOWS, List.of("10:00-12:00", "13:00-15:00"),
            List.of("09:00-12:00", "13:00-14:00"));
    private static final List<List<String>> DATES = List.of(Town.WINDOWS, List.of("09:00-11:00"), List.of());

    private final Town town;
    private final Town.Doctor doctor;
    private final History history;
    private final Random random;
    private final BooleanSupplier over;
    private final Client client;

    HoursLife(URI gateway, Town town, Town.Doctor doctor, History history, Random random, BooleanSupplier over)
            throws InterruptedException {
        this.town = town;
        this.doctor = doctor;
        this.history = history;
        this.random = random;
        this.over = over;
        this.client = Client.of(gateway, history, "doctors", doctor.person());
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            Thread.sleep(random.nextInt(4_000, 10_000));
            if (random.nextBoolean()) {
                var week = WEEKS.get(random.nextInt(WEEKS.size()));
                edit("", week, "/working-hours", weekOf(week));
            } else {
                var windows = DATES.get(random.nextInt(DATES.size()));
                var date = town.from.plusDays(1).toString();
                edit(date, windows, "/dates/" + date, Map.of("windows", windowsOf(windows)));
            }
        }
        return null;
    }

    /** With If-Match, so that an attempt that was given up changes nothing after the next edit. */
    private void edit(String date, List<String> windows, String path, Map<String, ?> body) throws InterruptedException {
        var url = "/doctors/" + doctor.person().id() + path;
        var now = client.ask(url);
        if (!now.isMade()) {
            return;
        }
        var reply = client.send("PUT", url + "?bookings=cancel", body, PATIENCE, "If-Match", now.etag());
        history.write("hours", "doctor", doctor.person().id(), "date", date, "windows", windows, "begun", reply.begun(),
                "outcome", Requests.outcomeOfRepeat(reply), "status", reply.status(), "problem", reply.problem(),
                "statuses", reply.statuses(), "details", reply.details());
    }

    private Map<String, ?> weekOf(List<String> windows) {
        var week = Stream.of(DayOfWeek.values()).collect(Collectors.toMap(DayOfWeek::name, _ -> windowsOf(windows)));
        return Map.of("timeZone", Town.ZONE, "slotMinutes", doctor.every(), "week", week);
    }

    private static List<Map<String, String>> windowsOf(List<String> windows) {
        return windows.stream()
                .map(window -> window.split("-"))
                .map(ends -> Map.of("start", ends[0], "end", ends[1]))
                .toList();
    }
}
