package dev.medislot.systemtests.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.faults.checker.Checker;
import dev.medislot.systemtests.faults.checker.Checker.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random faults under patients, doctors and staff for a time; then the checker judges answers, events and mails. */
class FaultRun {

    private static final Duration DURATION = time(System.getProperty("faults.duration", "5m"));
    private static final long SEED = Long.getLong("faults.seed", new Random().nextLong(1_000_000));
    private static final Set<Plant> PLANTS = Plant.named(System.getProperty("faults.plant", ""));
    private static final List<String> ONLY = names(System.getProperty("faults.only", ""));
    private static final Optional<Path> EARLIER = names(System.getProperty("faults.upgrade-from", "")).stream()
            .findFirst()
            .map(Path::of);
    private static final Duration SETTLED = Duration.ofSeconds(PLANTS.isEmpty() ? 300 : 60);
    /** A run of that length has something of everything to judge. */
    private static final Duration LONG = Duration.ofMinutes(5);
    /** A projection that is late would show the sign of one that is wrong. */
    private static final Duration UNTIL_PLANTS_SHOW = Duration.ofSeconds(PLANTS.isEmpty() ? 0 : 60);
    private static final int MAX_PRINTED = 30;
    /** How many patients act at once. */
    private static final int CLIENTS = 20;

    private final Path folder = Path
            .of("target",
                    "faults-%d%s%s".formatted(SEED, PLANTS.isEmpty() ? "" : "-planted",
                            EARLIER.isEmpty() ? "" : "-upgrade"))
            .toAbsolutePath();
    private final Random random = new Random(SEED);
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void everyPromiseHolds() throws Exception {
        System.out.printf("faults: seed %d for %s, planted: %s, in %s%n", SEED, DURATION, PLANTS, folder);
        RunFolder.empty(folder);
        try (var fleet = new Fleet(folder, EARLIER);
                var history = new History(folder.resolve("history.jsonl"))) {
            if (fleet.postgresDisk.isEmpty() || fleet.kafkaDisk.isEmpty()) {
                System.out.println("faults: no file system can be mounted here, so no disk is filled");
            }
            history.write("run", "seed", SEED, "duration", DURATION, "planted", PLANTS, "upgrade-from",
                    EARLIER.isEmpty() ? "-" : commit(EARLIER.get()), "commit", commit(Path.of("")));
            PLANTS.forEach(plant -> plant.in(fleet));
            var town = new Town(fleet, history);
            var lives = lives(fleet, town, history);
            var names = new NameLife(fleet, town, history, new Random(random.nextLong()), over::get);
            lives.add(names);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var probes = new Probes(fleet, town, history)) {
                var living = lives.stream().<Future<Void>>map(threads::submit).toList();
                var instances = new Instances(fleet, history);
                try {
                    strike(fleet, town, probes, instances, history);
                } finally {
                    over.set(true);
                }
                for (var life : living) {
                    life.get();
                }
                instances.writeTheLast(FirstTimes.PATIENCE);
            }
            new EventRepeats(fleet.kafkaClient(), random).send();
            judge(new Dump(town, fleet, names.meet(), history));
        }
    }

    private List<Callable<Void>> lives(Fleet fleet, Town town, History history) throws InterruptedException {
        var lives = new ArrayList<Callable<Void>>();
        for (int i = 0; i < CLIENTS; i++) {
            lives.add(new PatientLives(patients(i, fleet, town, history), new Random(random.nextLong()), over::get));
        }
        lives.add(new StaffLife(fleet.address(), town, history, new Random(random.nextLong()), over::get));
        lives.add(new EditLife(fleet.address(), town, history, new Random(random.nextLong()), over::get));
        for (var doctor : List.of(town.busyDoctor(), town.changingDoctor())) {
            lives.add(new HoursLife(fleet.address(), town, doctor, history, new Random(random.nextLong()), over::get));
        }
        lives.add(new RatingLife(fleet, town, history, new Random(random.nextLong()), over::get));
        lives.add(new LineLife(fleet, town, history, new Random(random.nextLong()), over::get));
        lives.add(new SessionLife(fleet.address(), "doctors", town.idleDoctor, history, new Random(random.nextLong()),
                over::get));
        lives.add(new SessionLife(fleet.address(), "staff", town.idleStaff, history, new Random(random.nextLong()),
                over::get));
        lives.add(new KeyLife(fleet.keys(), history, over::get));
        return lives;
    }

    /** Gives a client its share of the patients of the town. */
    private List<PatientLife> patients(int first, Fleet fleet, Town town, History history) {
        return IntStream.iterate(first, i -> i < town.patients.size(), i -> i + CLIENTS)
                .mapToObj(i -> new PatientLife(fleet.address(), town, town.patients.get(i), history,
                        new Random(random.nextLong())))
                .toList();
    }

    private void strike(Fleet fleet, Town town, Probes probes, Instances instances, History history) throws Exception {
        long end = System.nanoTime() + DURATION.toNanos();
        var faults = Fault.of(fleet, new EventRepeats(fleet.kafkaClient(), random), instances, history);
        var deck = new FaultDeck(faults, random);
        var machine = new Machine(fleet);
        var upgrades = new ArrayDeque<>(fleet.upgrades());
        for (int turn = 0; System.nanoTime() < end || !upgrades.isEmpty() || !town.hasVisitTypes(); turn++) {
            if (upgrades.isEmpty() && !town.hasVisitTypes()) {
                town.introduceVisitTypes();
                end = Math.max(end, System.nanoTime() + DURATION.toNanos() / 2);
            }
            Thread.sleep(random.nextInt(1_000, 3_000));
            var fault = ONLY.isEmpty() ? deck.deal() : Fault.named(ONLY.get(turn % ONLY.size()), faults, random);
            if (turn % 2 == 1 && !upgrades.isEmpty()) {
                fault = Fault.upgrade(upgrades.remove(), instances).withIfApart(fault);
            }
            strike(fault, probes, instances, machine, history);
        }
        if (PLANTS.isEmpty()) {
            probes.awaitTheLast();
        }
    }

    private void strike(Fault fault, Probes probes, Instances instances, Machine machine, History history)
            throws Exception {
        history.write("strike", "fault", fault.name());
        try {
            fault.strike().run();
        } catch (StrikeFailed e) {
            history.write("strike-failed", "fault", fault.name(), "reason", e.getMessage());
        }
        Thread.sleep(random.nextInt(2_000, 8_000));
        long ended = System.currentTimeMillis();
        fault.heal().run();
        var healed = System.currentTimeMillis();
        var times = probes.since(fault.name(), healed);
        machine.begin();
        var answered = new FutureTask<>(() -> instances.awaitSince(healed, FirstTimes.PATIENCE));
        Thread.ofVirtual().start(answered);
        times.await(FirstTimes.PATIENCE);
        history.write("healed", "fault", fault.name(), "ended", healed, "restarted", healed - ended, "recovered",
                times.all(), "instances", answered.get(), "others", machine.percentOfOthers());
        System.out.printf("%s: restarted in %d ms, %s, %s%n", fault.name(), healed - ended, times.all(),
                answered.get());
    }

    /** Judges as long as Medislot may take to come to rest, or until nothing is broken or each plant is found. */
    private void judge(Dump dump) throws Exception {
        long begun = System.nanoTime();
        Thread.sleep(UNTIL_PLANTS_SHOW);
        long end = System.nanoTime() + SETTLED.toNanos();
        Verdict verdict;
        do {
            Thread.sleep(2_000);
            dump.writeTo(folder);
            verdict = Checker.judge(folder);
        } while (!isAsWanted(verdict) && System.nanoTime() < end);
        report(verdict, Duration.ofNanos(System.nanoTime() - begun));
        assertThat(isAsWanted(verdict)).as(() -> "see " + folder.resolve("report.md")).isTrue();
    }

    private static boolean isAsWanted(Verdict verdict) {
        var broken = broken(verdict);
        return PLANTS.isEmpty() ? broken.isEmpty() : PLANTS.stream().allMatch(plant -> plant.isFoundIn(broken));
    }

    private static List<String> broken(Verdict verdict) {
        return DURATION.compareTo(LONG) < 0 ? verdict.broken()
                : Stream.concat(verdict.missing().stream(), verdict.broken().stream()).toList();
    }

    private void report(Verdict verdict, Duration settling) throws IOException {
        var broken = broken(verdict);
        var lines = new ArrayList<>(List.of(verdict.recoveries(), Counts.of(folder).text()));
        lines.add("%d refused uses of ended sessions prove their end%n".formatted(verdict.provenRevocations()));
        verdict.excuses().forEach((what, count) -> lines.add("excused: %d %s%n".formatted(count, what)));
        lines.add("judged %d s after the last request%n".formatted(settling.toSeconds()));
        for (var plant : PLANTS) {
            lines.add("%s is %s%n".formatted(plant, plant.isFoundIn(broken) ? "found" : "NOT found"));
        }
        lines.add("%d broken promises%n".formatted(broken.size()));
        broken.forEach(line -> lines.add("    " + line));
        Files.write(folder.resolve("report.md"), lines);
        lines.stream().limit(MAX_PRINTED).forEach(System.out::println);
    }

    /** The commit that is checked out in a folder, with a mark if files differ from it. */
    private static String commit(Path folder) throws IOException, InterruptedException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=8")
                .directory(folder.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var name = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
        return git.waitFor() == 0 ? name : "unknown";
    }

    private static List<String> names(String text) {
        return Stream.of(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /** A time such as 90s or 5m. */
    private static Duration time(String text) {
        return Duration.parse("PT" + text);
    }
}
