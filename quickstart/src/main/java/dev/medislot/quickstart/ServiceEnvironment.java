package dev.medislot.quickstart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment of a service; the user's own variables win. */
final class ServiceEnvironment {

    static final String STAFF_EMAIL = "staff@medislot.example";
    static final String PASSWORD = "medislot-example";

    private final Settings settings;
    private final DataFolder data;

    ServiceEnvironment(Settings settings, DataFolder data) {
        this.settings = settings;
        this.data = data;
    }

    Map<String, String> of(Service service) {
        var own = settings.only(service);
        var environment = new HashMap<String, String>();
        groups(service).forEach(group -> {
            if (group.keySet().stream().noneMatch(name -> own.containsKey(name) || isSet(name))) {
                environment.putAll(group);
            }
        });
        environment.putAll(own);
        // the services need different ports, so inherited ones are ignored
        environment.put("SERVER_PORT", Integer.toString(settings.port(service.listener())));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(settings.port(service.management())));
        return environment;
    }

    String staffEmail() {
        return settings.environment().getOrDefault("MEDISLOT_STAFF_EMAIL", STAFF_EMAIL);
    }

    String staffPassword() {
        return settings.environment().getOrDefault("MEDISLOT_STAFF_PASSWORD", PASSWORD);
    }

    boolean isStaffPasswordOurs() {
        return staffPassword().equals(PASSWORD);
    }

    /** The database with the user of the booking service. */
    ExampleHistory.Database bookingDatabase() {
        var all = new HashMap<>(settings.environment());
        all.putAll(of(Service.BOOKING_SERVICE));
        return new ExampleHistory.Database(all.getOrDefault("SPRING_DATASOURCE_URL", ""),
                all.getOrDefault("SPRING_DATASOURCE_USERNAME", ""), all.getOrDefault("SPRING_DATASOURCE_PASSWORD", ""));
    }

    /** Variables that belong together: a user that sets one of them sets them all. */
    private List<Map<String, String>> groups(Service service) {
        var groups = new ArrayList<Map<String, String>>();
        groups.add(Map.of("SERVER_ADDRESS", "127.0.0.1"));
        groups.add(Map.of("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"));
        groups.add(Map.of("MEDISLOT_REDIS_URL", "redis://127.0.0.1:" + settings.port(Listener.REDIS),
                "MEDISLOT_REDIS_PASSWORD", data.secret("redis")));
        groups.add(Map.of("MEDISLOT_TOKENS_AVAILABILITY_PUBLIC_KEY", publicKey("availability"),
                "MEDISLOT_TOKENS_BOOKING_PUBLIC_KEY", publicKey("booking")));
        if (!service.database().isEmpty()) {
            groups.add(database(service.database()));
            // each connection is a process of PostgreSQL
            groups.add(Map.of("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "6",
                    "SPRING_DATASOURCE_HIKARI_MINIMUM_IDLE", "2", "SPRING_DATASOURCE_HIKARI_IDLE_TIMEOUT", "60000"));
            groups.add(Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + settings.port(Listener.KAFKA),
                    "MEDISLOT_KAFKA_PASSWORD", data.secret("kafka-" + service.label())));
        }
        groups.addAll(groupsOnlyFor(service));
        return groups;
    }

    private List<Map<String, String>> groupsOnlyFor(Service service) {
        return switch (service) {
            case AVAILABILITY_SERVICE ->
                    List.of(Map.of("MEDISLOT_TOKENS_AVAILABILITY_PRIVATE_KEY", privateKey("availability")),
                            Map.of("MEDISLOT_STAFF_EMAIL", STAFF_EMAIL), Map.of("MEDISLOT_STAFF_PASSWORD", PASSWORD),
                            Map.of("MEDISLOT_SELF_REGISTRATION", "true"));
            case BOOKING_SERVICE -> List.of(Map.of("MEDISLOT_TOKENS_BOOKING_PRIVATE_KEY", privateKey("booking")),
                    Map.of("MEDISLOT_UNCONFIRMED_HOLDS", "3"), Map.of("MEDISLOT_UNCONFIRMED_BOOKINGS", "20"));
            case NOTIFICATION_SERVICE -> List.of(
                    Map.of("SPRING_MAIL_HOST", "127.0.0.1", "SPRING_MAIL_PORT",
                            Integer.toString(settings.port(Listener.SMTP))),
                    Map.of("MEDISLOT_MAIL_WEB_ADDRESS", url(Listener.GATEWAY)),
                    Map.of("MEDISLOT_OPENINGS_URL", url(Listener.AVAILABILITY)),
                    Map.of("MEDISLOT_UNCONFIRMED_MAILS", "1000"));
            case GATEWAY -> List.of(Map.of("MEDISLOT_GATEWAY_AVAILABILITY_URL", url(Listener.AVAILABILITY)),
                    Map.of("MEDISLOT_GATEWAY_BOOKING_URL", url(Listener.BOOKING)),
                    Map.of("MEDISLOT_GATEWAY_NOTIFICATION_URL", url(Listener.NOTIFICATION)),
                    // all clients are on this machine, so they share one address
                    Map.of("MEDISLOT_GATEWAY_CONNECTIONS_PER_ADDRESS", "1000"));
        };
    }

    private Map<String, String> database(String name) {
        return Map.of("SPRING_DATASOURCE_URL",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.port(Listener.POSTGRES), name),
                "SPRING_DATASOURCE_USERNAME", name, "SPRING_DATASOURCE_PASSWORD", data.secret("postgres-" + name));
    }

    private boolean isSet(String name) {
        return !settings.environment().getOrDefault(name, "").isEmpty();
    }

    private String url(Listener listener) {
        return "http://127.0.0.1:" + settings.port(listener);
    }

    private String publicKey(String name) {
        return "file:" + data.publicKey(name);
    }

    private String privateKey(String name) {
        return "file:" + data.privateKey(name);
    }
}
