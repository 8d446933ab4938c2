package dev.medislot.availability.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.availability.AvailabilityTest;
import dev.medislot.availability.World;
import dev.medislot.availability.slot.TimeOfDay;
import dev.medislot.availability.slot.Window;
import dev.medislot.common.DoctorId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The constraints against a model that lays out the windows of every date. */
@AvailabilityTest
class TimeslotOverlapTest {

    private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
    private static final int DAYS = 42;

    @Autowired
    private World world;

    @Autowired
    private Timeslots timeslots;

    @Test
    void theConstraintsRefuseExactlyWhatMeets() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 12; i++) {
            var doctor = new DoctorId(world.doctor().id());
            var stored = new ArrayList<Window>();
            for (int j = 0; j < 40; j++) {
                var window = random(random);
                var overlaps = stored.stream().anyMatch(other -> overlap(window, other));
                assertThat(timeslots.add(doctor, new Timeslot(UUID.randomUUID(), 1, window)))
                        .as("seed %d: %s beside %s", seed, window, stored)
                        .isEqualTo(!overlaps);
                if (overlaps) {
                    refused++;
                } else {
                    stored.add(window);
                }
            }
        }
        assertThat(refused).isBetween(40, 440);
    }

    private static Window random(Random random) {
        var recurring = random.nextInt(3) > 0;
        var first = FIRST.plusDays(random.nextInt(21));
        var until = recurring && random.nextBoolean() ? first.plusDays(random.nextInt(20)) : null;
        int start = random.nextInt(24) * 60;
        int end = (start / 60 + 1 + random.nextInt(random.nextBoolean() ? 4 : 23)) % 24 * 60;
        return new Window(recurring, first, until, new TimeOfDay(start), new TimeOfDay(end == 0 ? 1440 : end));
    }

    private static boolean overlap(Window one, Window other) {
        var taken = hours(other);
        return hours(one).stream().anyMatch(taken::contains);
    }

    /** Every hour of the window, counted from the first date. */
    private static List<Integer> hours(Window window) {
        int start = window.start().minutes() / 60;
        int end = window.end().minutes() / 60;
        int length = end > start ? end - start : end + 24 - start;
        return IntStream.range(0, DAYS)
                .filter(day -> window.standsOn(FIRST.plusDays(day)))
                .flatMap(day -> IntStream.range(24 * day + start, 24 * day + start + length))
                .boxed()
                .toList();
    }
}
