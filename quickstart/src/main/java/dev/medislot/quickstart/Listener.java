package dev.medislot.quickstart;

import java.util.Locale;

/** A program that listens on a port, with its default port. */
enum Listener {

    GATEWAY(8080),
    AVAILABILITY(8081),
    BOOKING(8082),
    NOTIFICATION(8083),
    GATEWAY_MANAGEMENT(9080),
    AVAILABILITY_MANAGEMENT(9081),
    BOOKING_MANAGEMENT(9082),
    NOTIFICATION_MANAGEMENT(9083),
    INBOX(8025),
    SMTP(1025),
    POSTGRES(15432),
    REDIS(16379),
    KAFKA(19092),
    KAFKA_CONTROLLER(19093);

    private final int usualPort;

    Listener(int usualPort) {
        this.usualPort = usualPort;
    }

    int usualPort() {
        return usualPort;
    }

    String setting() {
        return Settings.PREFIX + name() + "_PORT";
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
