package dev.medislot.quickstart;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The deployed programs. */
enum Service {

    AVAILABILITY_SERVICE(Listener.AVAILABILITY, "availability"),
    BOOKING_SERVICE(Listener.BOOKING, "booking"),
    NOTIFICATION_SERVICE(Listener.NOTIFICATION, "notification"),
    GATEWAY(Listener.GATEWAY, "");

    private final Listener listener;
    private final String database;

    Service(Listener listener, String database) {
        this.listener = listener;
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

    /** Empty when it has none. */
    String database() {
        return database;
    }

    Path jar(Path project) {
        return project.resolve(label()).resolve("target").resolve(label() + ".jar");
    }

    /** Of variables for this service alone. */
    String prefix() {
        return Settings.PREFIX + name() + "_ENV_";
    }
}
