package dev.medislot.systemtests.faults;

import dev.medislot.systemtests.kit.Person;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** A doctor or a member of staff only reads and at times ends all sessions; no other life has that account. */
final class SessionLife implements Callable<Void> {

    private static final int UNTIL_AN_END = 10;

    private final Client client;
    private final SessionEnds ends;
    private final String account;
    private final Random random;
    private final BooleanSupplier over;

    SessionLife(URI gateway, String account, Person person, History history, Random random, BooleanSupplier over)
            throws InterruptedException {
        this.client = Client.of(gateway, history, account, person);
        this.ends = new SessionEnds(gateway, client, history);
        this.account = account;
        this.random = random;
        this.over = over;
    }

    @Override
    public Void call() throws Exception {
        var paths = EndedSession.paths(account);
        while (!over.getAsBoolean()) {
            if (random.nextInt(UNTIL_AN_END) == 0) {
                ends.endAll();
            } else {
                client.ask(paths.get(random.nextInt(paths.size())) + "?limit=1");
            }
            Thread.sleep(random.nextInt(2_000, 4_000));
        }
        ends.join();
        return null;
    }
}
