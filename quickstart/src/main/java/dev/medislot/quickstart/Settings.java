package dev.medislot.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment as the quickstart understands it. */
record Settings(Path project, Path data, Path cache, Map<Listener, Integer> ports, boolean exampleData, boolean restart,
        Duration stopPatience, boolean aotCache, List<String> jvmOptions, Map<String, String> environment) {

    static final String PREFIX = "MEDISLOT_QUICKSTART_";

    private static final String JVM_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
            + "-XX:+UseCompactObjectHeaders -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:-ShrinkHeapInSteps "
            + "-XX:TrimNativeHeapInterval=60000 -Xms40m -Xmn10m -Xmx92m";

    /** Refuses unknown names under its prefix, so that a typo does not go unnoticed. */
    static Settings from(Map<String, String> environment) {
        var reader = new SettingsReader(environment);
        var project = reader.path("PROJECT", Path.of(""));
        var data = reader.path("DATA", project.resolve(".medislot"));
        var cache = reader.path("CACHE", data.resolve("cache"));
        var settings = new Settings(project, data, cache, ports(reader), reader.flag("EXAMPLE_DATA", true),
                reader.flag("RESTART", true), reader.seconds("STOP_SECONDS", 40), reader.flag("AOT_CACHE", true),
                List.of(reader.text("JVM_OPTIONS", JVM_OPTIONS).strip().split("\\s+")), Map.copyOf(environment));
        reader.refuseTheRest();
        settings.refuseSharedPorts();
        return settings;
    }

    private static Map<Listener, Integer> ports(SettingsReader reader) {
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
}
