package dev.medislot.quickstart;

import dev.medislot.infra.InfrastructureFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs Medislot on data that is thrown away, with a minute of requests, and writes what the JVM of each service has
 * recorded into a folder. A build of the images makes their AOT caches of it.
 */
public final class ImageTraining {

    private static final Duration TIME = Duration.ofMinutes(1);

    private ImageTraining() {}

    /** Prints one line and exits with 1 when it cannot train. */
    public static void main(String[] args) {
        var console = new Console(System.out);
        try {
            run(Settings.from(System.getenv()), console, Path.of(args[0]));
        } catch (CannotStart | InfrastructureFailed | IOException e) {
            console.say("medislot: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Settings settings, Console console, Path folder) throws IOException {
        var quickstart = new Quickstart(settings, console);
        try {
            quickstart.start();
            quickstart.rehearsal().play(TIME);
        } finally {
            quickstart.stop();
        }
        Files.createDirectories(folder);
        for (var service : Service.values()) {
            Files.copy(quickstart.recording(service), folder.resolve(service.label() + ".recording"));
            console.say(service.label() + " is recorded");
        }
    }
}
