package dev.medislot.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads settings one by one and refuses the unread ones. */
final class SettingsReader {

    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    String text(String name, String usual) {
        known.add(Settings.PREFIX + name);
        var value = environment.getOrDefault(Settings.PREFIX + name, "").strip();
        return value.isEmpty() ? usual : value;
    }

    Path path(String name, Path usual) {
        try {
            return Path.of(text(name, usual.toString())).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw refusal(name, "is not a folder's name");
        }
    }

    boolean flag(String name, boolean usual) {
        return switch (text(name, Boolean.toString(usual))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refusal(name, "must be true or false");
        };
    }

    int port(Listener listener) {
        var name = listener.name() + "_PORT";
        var value = text(name, Integer.toString(listener.usualPort()));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw refusal(name, "must be a port, 1 to 65535");
        }
        return Integer.parseInt(value);
    }

    Duration seconds(String name, int usual) {
        var value = text(name, Integer.toString(usual));
        if (!value.matches("\\d{1,4}")) {
            throw refusal(name, "must be a number of seconds, 0 to 9999");
        }
        return Duration.ofSeconds(Integer.parseInt(value));
    }

    void refuseTheRest() {
        for (var name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(Settings.PREFIX) && !known.contains(name) && !Service.isMeantBy(name)) {
                throw new CannotStart(name + " is not a setting of the quickstart; quickstart/README.md lists them");
            }
        }
    }

    private CannotStart refusal(String name, String why) {
        return new CannotStart(
                "%s%s %s: %s".formatted(Settings.PREFIX, name, why, environment.get(Settings.PREFIX + name)));
    }
}
