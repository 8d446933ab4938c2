package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the API description answers every kind of caller as {@code access-matrix.txt} says. */
@ResourceLock(Medislot.LOCK)
class AccessMatrixIT {

    private static AccessScene scene;

    private static Stream<AccessRow> rows() throws IOException {
        return AccessRow.all();
    }

    @BeforeAll
    static void thePeopleAreThere() {
        scene = new AccessScene(Medislot.running());
        scene.expectReminder();
    }

    @Test
    void theTableHasExactlyTheDescribedOperations() throws IOException {
        var described = new TreeSet<String>();
        var paths = scene.caller("nobody").get("/v3/api-docs").isOk().body().path("paths");
        paths.forEach(path -> path.forEach(operation -> described.add(operation.path("operationId").asString())));
        System.out.printf("Access matrix: %d operations, %d cells%n", described.size(),
                rows().count() * AccessRow.CALLERS.size());

        assertThat(rows().map(AccessRow::operation)).allMatch(described::contains);
        assertThat(rows().map(AccessRow::operation)).containsAll(described);
    }

    @Test
    void everyOperationSucceedsForACaller() throws IOException {
        var all = rows().map(AccessRow::operation).collect(Collectors.toCollection(TreeSet::new));
        rows().filter(row -> row.farthest().stream().anyMatch(caller -> row.status(caller) < 300))
                .map(AccessRow::operation)
                .forEach(all::remove);

        assertThat(all).isEmpty();
    }

    /** Refused callers come first, so that nothing they are refused is gone already. */
    @ParameterizedTest
    @MethodSource("rows")
    void theCallersGetTheirStatus(AccessRow row) {
        var expected = new LinkedHashMap<String, Integer>();
        var answered = new LinkedHashMap<String, Integer>();
        AccessRow.CALLERS.forEach(caller -> expected.put(caller, row.status(caller)));
        expected.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .forEach(caller -> answered.put(caller, row.call(scene, caller).status()));

        assertThat(answered).isEqualTo(expected);
        if (row.endsSessions()) {
            scene.logInAgain();
        }
    }
}
