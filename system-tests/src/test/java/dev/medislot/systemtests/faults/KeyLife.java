package dev.medislot.systemtests.faults;

import dev.medislot.infra.TokenKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * Replaces the keys that sign tokens by the steps of docs/operations.md, and removes each former key early, as after a
 * leak.
 */
final class KeyLife implements Callable<Void> {

    /** Ten seconds, and the longest stop of a service. */
    private static final Duration UNTIL_READ = Duration.ofSeconds(25);
    private static final List<String> ISSUERS = List.of("booking", "availability");
    /** The doctors and staff log in when the patients have mostly done so. */
    private static final Duration BETWEEN_ISSUERS = Duration.ofMinutes(1);
    /** Each removal ends all sessions of an issuer, and hashing passwords for the new logins takes some minutes. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(18);

    private final Path folder;
    private final History history;
    private final BooleanSupplier over;
    private int count;

    KeyLife(Path folder, History history, BooleanSupplier over) {
        this.folder = folder;
        this.history = history;
        this.over = over;
    }

    @Override
    public Void call() throws Exception {
        while (!over.getAsBoolean()) {
            for (var issuer : ISSUERS) {
                rotate(issuer);
                isOverAfterPause(BETWEEN_ISSUERS);
            }
            isOverAfterPause(BETWEEN_ROUNDS);
        }
        return null;
    }

    private void rotate(String issuer) throws IOException, InterruptedException {
        var keys = TokenKeys.in(folder, issuer);
        var next = TokenKeys.in(folder, "%s-%d".formatted(issuer, ++count));
        var nextPublic = Files.readString(next.publicKey());
        write(keys.publicKey(), Files.readString(keys.publicKey()) + nextPublic);
        if (isOverAfterPause(UNTIL_READ)) {
            return;
        }
        Files.move(next.privateKey(), keys.privateKey(), StandardCopyOption.ATOMIC_MOVE);
        history.write("key-replaced", "issuer", issuer);
        if (isOverAfterPause(UNTIL_READ)) {
            return;
        }
        history.write("key-removed", "issuer", issuer);
        write(keys.publicKey(), nextPublic);
    }

    /** By a rename, so that no service reads half a file. */
    private void write(Path file, String text) throws IOException {
        var whole = folder.resolve("whole.pem");
        Files.writeString(whole, text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isOverAfterPause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end && !over.getAsBoolean()) {
            Thread.sleep(200);
        }
        return over.getAsBoolean();
    }
}
