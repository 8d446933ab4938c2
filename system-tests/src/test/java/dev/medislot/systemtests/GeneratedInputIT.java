package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.testkit.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Thousands of requests, each a valid one with a broken part: no answer is a fault of the server or shows internals,
 * and a refused request changes nothing. {@code -Dmedislot.seed=…} repeats a run.
 */
@ResourceLock(Medislot.LOCK)
class GeneratedInputIT {

    private static final int REQUESTS = 2500;
    private static final int BATCH = 25;
    private static final int COMPARED = 25;
    private static final List<String> INTERNALS = List.of("Exception", "org.springframework", "dev.medislot",
            "org.postgresql", "tools.jackson", "jakarta.", "insert into", "constraint \"", "\tat ");

    private final long seed = Long.getLong("medislot.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AccessScene scene = new AccessScene(Medislot.running());
    private final BrokenRequests broken = new BrokenRequests(random);

    @Test
    void brokenRequestsAreRefusedAndChangeNothing() throws IOException {
        System.out.printf("generated input: seed %d%n", seed);
        var rows = AccessRow.all().filter(row -> !row.endsSessions() && !row.path().contains("<reminder>")).toList();
        scene.prepare(rows.stream());
        var statuses = new TreeMap<Integer, Integer>();
        int compared = 0;
        List<String> known = List.of();

        for (int done = 0; done < REQUESTS; done += BATCH) {
            var calls = batch(rows);
            var before = known.isEmpty() ? scene.state() : known;
            var answers = calls.stream().map(Supplier::get).toList();
            answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
            known = List.of();
            if (answers.stream().allMatch(GeneratedInputIT::changesNothing)) {
                known = scene.state();
                assertThat(known).as("seed %d, after %s", seed, summary(answers)).isEqualTo(before);
                compared++;
            }
        }
        System.out.printf("generated input: answers %s, %d comparisons%n", statuses, compared);

        assertThat(compared).isGreaterThanOrEqualTo(COMPARED);
        assertThat(statuses).containsKeys(400, 401, 404);
    }

    private List<Supplier<Answer>> batch(List<AccessRow> rows) {
        var calls = new ArrayList<Supplier<Answer>>();
        for (int i = 0; i < BATCH; i++) {
            var row = rows.get(random.nextInt(rows.size()));
            var callers = row.farthest();
            var request = broken.of(row, scene);
            var caller = scene.caller(callers.get(random.nextInt(callers.size())));
            calls.add(() -> checked(request.call(caller)));
        }
        return calls;
    }

    private Answer checked(Answer answer) {
        assertThat(answer.status()).as("seed %d: %s answered %s", seed, answer.call(), answer.text())
                .isBetween(200, 499);
        assertThat(answer.text()).as("seed %d: %s", seed, answer.call()).doesNotContain(INTERNALS);
        return answer;
    }

    private static List<String> summary(List<Answer> answers) {
        return answers.stream().map(answer -> answer.status() + " " + answer.call()).toList();
    }

    private static boolean changesNothing(Answer answer) {
        return answer.status() >= 400 || answer.call().startsWith("GET");
    }
}
