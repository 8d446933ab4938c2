package dev.medislot.notification;

import dev.medislot.notification.rebuild.Projection;
import java.util.Locale;

/** What the program's arguments ask for. */
sealed interface Command {

    String WORDS = "there are: rebuild contacts, rebuild contacts forget, rebuild bookings, replay <dead-letter topic>";

    record Serve() implements Command {
    }

    record Rebuild(Projection projection) implements Command {
    }

    record RebuildAndForget() implements Command {
    }

    record Replay(String deadLetters) implements Command {
    }

    record Misuse(String why) implements Command {
    }

    /** Options that start with a dash are the service's settings; a command takes none. */
    static Command of(String... args) {
        if (args.length == 0 || args[0].startsWith("-")) {
            return new Serve();
        }
        var words = String.join(" ", args);
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "rebuild contacts" -> new Rebuild(Projection.CONTACTS);
            case "rebuild contacts forget" -> new RebuildAndForget();
            case "rebuild bookings" -> new Rebuild(Projection.BOOKINGS);
            default -> args.length == 2 && args[0].equals("replay") && !args[1].isBlank() ? new Replay(args[1])
                    : new Misuse("No such command: " + words + "; " + WORDS);
        };
    }
}
