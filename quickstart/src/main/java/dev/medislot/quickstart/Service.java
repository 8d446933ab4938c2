package dev.medislot.quickstart;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The deployed programs. */
enum Service {

    AVAILABILITY_SERVICE(Listener.AVAILABILITY, Listener.AVAILABILITY_MANAGEMENT, "availability"),
    BOOKING_SERVICE(Listener.BOOKING, Listener.BOOKING_MANAGEMENT, "booking"),
    NOTIFICATION_SERVICE(Listener.NOTIFICATION, Listener.NOTIFICATION_MANAGEMENT, "notification"),
    GATEWAY(Listener.GATEWAY, Listener.GATEWAY_MANAGEMENT, "");

    private final Listener listener;
    private final Listener management;
    private final String database;

    Service(Listener listener, Listener management, String database) {
        this.listener = listener;
        this.management = management;
        this.database = database;
    }

    static boolean isMeantBy(String variable) {
        return Stream.of(values())
                .anyMatch(service -> variable.startsWith(service.prefix())
                        && variable.length() > service.prefix().length());
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Listener listener() {
        return listener;
    }

    /** The listener for its health and metrics. */
    Listener management() {
        return management;
    }

    /** Returns empty when it has none. */
    String database() {
        return database;
    }

    Path jar(Path project) {
        return project.resolve(label()).resolve("target").resolve(label() + ".jar");
    }

    /** The prefix of variables for this service alone. */
    String prefix() {
        return Settings.PREFIX + name() + "_ENV_";
    }
}
