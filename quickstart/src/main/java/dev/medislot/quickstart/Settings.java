package dev.medislot.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The environment as the quickstart understands it. */
record Settings(Path project, Path data, Path cache, Map<Listener, Integer> ports, boolean exampleData, boolean restart,
        boolean aotCache, List<String> jvmOptions, Map<String, String> environment) {

    static final String PREFIX = "MEDISLOT_QUICKSTART_";

    private static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx192m";

    /** Refuses unknown names under its prefix, so that a typo does not go unnoticed. */
    static Settings from(Map<String, String> environment) {
        var reader = new Reader(environment);
        var project = reader.path("PROJECT", Path.of(""));
        var data = reader.path("DATA", project.resolve(".medislot"));
        var cache = reader.path("CACHE", data.resolve("cache"));
        var settings = new Settings(project, data, cache, ports(reader), reader.flag("EXAMPLE_DATA", true),
                reader.flag("RESTART", true), reader.flag("AOT_CACHE", true),
                List.of(reader.text("JVM_OPTIONS", JVM_OPTIONS).strip().split("\\s+")), Map.copyOf(environment));
        reader.refuseTheRest();
        settings.refuseSharedPorts();
        return settings;
    }

    private static Map<Listener, Integer> ports(Reader reader) {
        var ports = new EnumMap<Listener, Integer>(Listener.class);
        for (var listener : Listener.values()) {
            ports.put(listener, reader.port(listener));
        }
        return ports;
    }

    int port(Listener listener) {
        return ports.getOrDefault(listener, listener.usualPort());
    }

    /** Variables for one service alone: {@code MEDISLOT_QUICKSTART_BOOKING_SERVICE_ENV_X} becomes its {@code X}. */
    Map<String, String> only(Service service) {
        var own = new HashMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(service.prefix())) {
                own.put(name.substring(service.prefix().length()), value);
            }
        });
        return own;
    }

    private void refuseSharedPorts() {
        var owners = new HashMap<Integer, Listener>();
        ports.forEach((listener, port) -> {
            var other = owners.putIfAbsent(port, listener);
            if (other != null) {
                throw new CannotStart("%s and %s are both %d; give each a port of its own".formatted(other.setting(),
                        listener.setting(), port));
            }
        });
    }

    /** Reads settings one by one and refuses the unread ones. */
    private static final class Reader {

        private final Map<String, String> environment;
        private final Set<String> known = new HashSet<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        String text(String name, String usual) {
            known.add(PREFIX + name);
            var value = environment.getOrDefault(PREFIX + name, "").strip();
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

        void refuseTheRest() {
            for (var name : new TreeSet<>(environment.keySet())) {
                if (name.startsWith(PREFIX) && !known.contains(name) && !Service.isMeantBy(name)) {
                    throw new CannotStart(
                            name + " is not a setting of the quickstart; quickstart/README.md lists them");
                }
            }
        }

        private CannotStart refusal(String name, String why) {
            return new CannotStart("%s%s %s: %s".formatted(PREFIX, name, why, environment.get(PREFIX + name)));
        }
    }
}
