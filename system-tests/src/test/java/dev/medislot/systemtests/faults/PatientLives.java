package dev.medislot.systemtests.faults;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Lets some patients act in turn, with pauses that leave processor time for the restart of killed processes. */
final class PatientLives implements Callable<Void> {

    private final List<PatientLife> lives;
    private final Random random;
    private final BooleanSupplier over;

    PatientLives(List<PatientLife> lives, Random random, BooleanSupplier over) {
        this.lives = lives;
        this.random = random;
        this.over = over;
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            lives.get(random.nextInt(lives.size())).act();
            Thread.sleep(random.nextInt(1_000, 4_000));
        }
        for (var life : lives) {
            life.end();
        }
        return null;
    }
}
