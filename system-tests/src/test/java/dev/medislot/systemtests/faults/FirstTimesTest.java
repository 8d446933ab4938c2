package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTimesTest {

    @Test
    void aBookingMadeDuringTheFaultDoesNotCount(@TempDir Path folder) {
        long healed = System.currentTimeMillis();
        try (var history = new History(folder.resolve("history.jsonl"))) {
            var times = new FirstTimes("kill redis", healed, history);

            times.done("unlisted", healed - 1);
            assertThat(times.all()).isEmpty();

            times.done("unlisted", healed);
            assertThat(times.all()).containsOnlyKeys("unlisted");
        }
    }
}
