package dev.medislot.testkit;

import dev.medislot.infra.Infrastructure;
import dev.medislot.infra.KafkaUser;
import dev.medislot.infra.TokenKeys;
import java.nio.file.Path;
import java.util.List;

/** Settings that connect a service to this JVM's servers, with the keys that sign all callers' tokens. */
public final class ServiceSettings {

    public static final TokenKeys AVAILABILITY_KEYS = TokenKeys.in(Path.of("target/keys"), "availability");
    public static final TokenKeys BOOKING_KEYS = TokenKeys.in(Path.of("target/keys"), "booking");

    /** Lets doctors register themselves and offer slots at once, for tests that are about something else. */
    public static final String SELF_REGISTRATION = "medislot.self-registration=true";
    public static final String TRUSTED_LICENSES = "medislot.licenses.verification=trusted";

    /** Lets tests edit faster than a doctor would. */
    public static final String MANY_EDITS = "medislot.doctors.edits-per-minute=1000000";

    private ServiceSettings() {}

    /**
     * Each as {@code name=value}; all callers' tokens are trusted, and none are signed. The service has every right on
     * Kafka, because tests publish the events of other services with it; the system tests use its own login. Hashes
     * wait for their turn as long as a slow machine needs.
     */
    public static List<String> on(String database) {
        var infrastructure = Infrastructure.shared();
        return List.of("management.server.port=0", "medislot.passwords.timeout=1m",
                "spring.datasource.url=" + infrastructure.jdbcUrl(database),
                "spring.datasource.username=" + infrastructure.username(),
                "spring.datasource.password=" + infrastructure.password(),
                "spring.kafka.bootstrap-servers=" + infrastructure.kafkaBootstrapServers(),
                "medislot.kafka.username=" + KafkaUser.ADMIN.label(),
                "medislot.kafka.password=" + infrastructure.kafkaPassword(),
                "medislot.tokens.availability-public-key=file:" + AVAILABILITY_KEYS.publicKey(),
                "medislot.tokens.booking-public-key=file:" + BOOKING_KEYS.publicKey());
    }

    /** Also lets the service sign doctors' and staff's tokens. */
    public static String signingForAvailability() {
        return "medislot.tokens.availability-private-key=file:" + AVAILABILITY_KEYS.privateKey();
    }

    /** Also lets the service sign patients' tokens. */
    public static String signingForBooking() {
        return "medislot.tokens.booking-private-key=file:" + BOOKING_KEYS.privateKey();
    }
}
