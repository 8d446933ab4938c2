package dev.medislot.quickstart;

import dev.medislot.infra.InfrastructureFailed;
import java.time.Duration;

/**
 * Runs Medislot on data that is thrown away, with a minute of requests or the time in the first argument
 * ({@code PT20S}), so that JVMs with the options of a recording learn from them. A build of the images makes their AOT
 * caches of the recordings.
 */
public final class ImageTraining {

    private static final Duration TIME = Duration.ofMinutes(1);

    private ImageTraining() {}

    /** Prints one line and exits with 1 when it cannot train. */
    public static void main(String[] args) {
        var console = new Console(System.out);
        try {
            run(new Quickstart(Settings.from(System.getenv()), console),
                    args.length == 0 ? TIME : Duration.parse(args[0]));
        } catch (CannotStart | InfrastructureFailed e) {
            console.say("medislot: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Quickstart quickstart, Duration time) {
        try {
            quickstart.start();
            quickstart.rehearsal().play(time);
        } finally {
            quickstart.stop();
        }
    }
}
