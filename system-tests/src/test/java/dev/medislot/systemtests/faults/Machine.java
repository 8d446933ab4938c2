package dev.medislot.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Measures how much of the processors other programs take, because they slow down a run. Needs Linux. */
final class Machine {

    private static final Path STAT = Path.of("/proc/stat");
    private static final long MILLIS_OF_TICK = 10;
    private static final List<Integer> IDLE = List.of(3, 4);
    private static final int COLUMNS = 8;

    /** The milliseconds of all processors since the start of the machine. */
    private record Used(long busy, long all) {}

    private final Fleet fleet;
    private Used before = new Used(0, 0);
    private Map<Long, Long> ownBefore = Map.of();

    Machine(Fleet fleet) {
        this.fleet = fleet;
    }

    void begin() throws IOException {
        before = used();
        ownBefore = own();
    }

    /** The percentage of the time of all processors that other programs have had since the beginning. */
    long percentOfOthers() throws IOException {
        var now = used();
        long own = own().entrySet()
                .stream()
                .mapToLong(process -> process.getValue() - ownBefore.getOrDefault(process.getKey(), 0L))
                .sum();
        long others = Math.max(0, now.busy() - before.busy() - own);
        return 100 * others / Math.max(1, now.all() - before.all());
    }

    private static Used used() throws IOException {
        if (!Files.exists(STAT)) {
            return new Used(0, 0);
        }
        var columns = Files.readAllLines(STAT).getFirst().split(" +");
        var ticks = Stream.of(columns).skip(1).limit(COLUMNS).mapToLong(Long::parseLong).toArray();
        long all = LongStream.of(ticks).sum();
        long idle = IDLE.stream().mapToLong(column -> ticks[column]).sum();
        return new Used((all - idle) * MILLIS_OF_TICK, all * MILLIS_OF_TICK);
    }

    /** The processor time of each process of the run, by its id; servers may be children of no process of it. */
    private Map<Long, Long> own() {
        var times = new HashMap<Long, Long>();
        Stream.concat(Stream.of(ProcessHandle.current(), fleet.inbox()),
                Stream.of(fleet.postgres.process(), fleet.redis.process(), fleet.kafka.process())
                        .flatMap(Optional::stream))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .forEach(process -> times.put(process.pid(),
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis()));
        return times;
    }
}
