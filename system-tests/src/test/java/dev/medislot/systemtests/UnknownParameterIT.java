package dev.medislot.systemtests;

import dev.medislot.systemtests.kit.Medislot;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation of {@code access-matrix.txt} refuses a query parameter that it does not know, and names it. One row
 * is left out: no caller may change a dependent's password, and callers without the right are refused first.
 */
@ResourceLock(Medislot.LOCK)
class UnknownParameterIT {

    private static AccessScene scene;

    /** The rows without those that wait for a reminder: the same operations are there with an unknown one. */
    private static Stream<AccessRow> rows() throws IOException {
        return AccessRow.all()
                .filter(row -> !row.path().contains("<reminder>"))
                .filter(row -> !row.operation().equals("changePatientPassword") || !row.path().contains("dependent"));
    }

    @BeforeAll
    static void thePeopleAreThere() {
        scene = new AccessScene(Medislot.running());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anUnknownParameterIsRefused(AccessRow row) {
        row.call(scene, row.farthest().getFirst(), "madeUp=1").isInvalid("madeUp");
    }
}
