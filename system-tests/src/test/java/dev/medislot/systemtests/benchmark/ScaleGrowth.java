package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.benchmark.ScaleDoctors.Doctor;
import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.Medislot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The response times of searches, pages of the front desk and edits as the number of doctors grows, one request at a
 * time and at the services themselves.
 */
final class ScaleGrowth {

    private static final List<Integer> DOCTORS = Stream
            .of(System.getProperty("benchmark.scale", "100,1000,10000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int READS = 200;
    private static final int EDITS = 15;
    private static final int WARM_UP_READS = 25;
    private static final int WARM_UP_EDITS = 5;
    private static final int WARM_UP_CLIENTS = 8;

    private final Medislot medislot = Medislot.running();
    private final ScaleDoctors data = new ScaleDoctors(medislot);

    List<Row> measure() throws Exception {
        var sizes = new ArrayList<Map<String, long[]>>();
        for (int doctors : DOCTORS) {
            data.fill(doctors);
            sizes.add(ofSize(doctors));
            sizes.getLast()
                    .forEach((what, nanos) -> System.out.printf("%,d doctors, %s: %s%n", doctors, what, times(nanos)));
        }
        draw("scale-reads", "Response times of reads, p50, one at a time", sizes, ScaleCalls.READS);
        draw("scale-edits", "Times of edits of one doctor, p50", sizes, ScaleCalls.EDITS);
        return sizes.getFirst().keySet().stream().map(what -> row(what, sizes)).toList();
    }

    /** The sorted times in ns of each kind of request. */
    private Map<String, long[]> ofSize(int doctors) throws Exception {
        var edited = data.licensed(WARM_UP_EDITS + EDITS);
        try (var calls = new ScaleCalls(medislot)) {
            var warmUp = WarmUp.of(List.of(medislot.availability(), medislot.booking()),
                    () -> warmUp(calls, edited.getFirst()));
            System.out.println(warmUp.row("scale, %,d doctors".formatted(doctors)));
            for (var doctor : edited.subList(0, WARM_UP_EDITS)) {
                calls.edit(doctor, (_, _) -> {});
            }
            var nanos = new LinkedHashMap<String, LongStream.Builder>();
            ObjLongConsumer<String> add = (what, time) -> nanos.computeIfAbsent(what, _ -> LongStream.builder())
                    .add(time);
            calls.read(READS, edited.getFirst(), add);
            for (var doctor : edited.subList(WARM_UP_EDITS, edited.size())) {
                calls.edit(doctor, add);
            }
            var sorted = new LinkedHashMap<String, long[]>();
            nanos.forEach((what, times) -> sorted.put(what, times.build().sorted().toArray()));
            return sorted;
        }
    }

    private static void warmUp(ScaleCalls calls, Doctor doctor) throws Exception {
        Calls.atOnce(Collections.nCopies(WARM_UP_CLIENTS, () -> {
            calls.read(WARM_UP_READS, doctor, (_, _) -> {});
            return null;
        }));
    }

    private static Row row(String what, List<Map<String, long[]>> sizes) {
        var texts = IntStream.range(0, sizes.size())
                .mapToObj(i -> Row.text("%,d doctors: %s", DOCTORS.get(i), times(sizes.get(i).get(what))))
                .toList();
        return new Row(what + ", one at a time", "–", String.join("; ", texts), "the fewest doctors",
                Row.text("%.1f", p50(sizes.getLast().get(what)) / p50(sizes.getFirst().get(what))));
    }

    private static String times(long[] nanos) {
        return Row.text("p50 %.1f ms, most %.1f ms of %d", p50(nanos), nanos[nanos.length - 1] / 1e6, nanos.length);
    }

    private static double p50(long[] nanos) {
        return Load.share(nanos, 0.5) / 1e6;
    }

    private static void draw(String file, String title, List<Map<String, long[]>> sizes, List<String> kinds) {
        var plot = new Plot(title, "doctors", "ms", DOCTORS.stream().map(doctors -> Row.text("%,d", doctors)).toList());
        for (var kind : kinds) {
            plot.line(kind, sizes.stream().map(size -> p50(size.get(kind))).toList());
        }
        plot.save(file);
    }
}
