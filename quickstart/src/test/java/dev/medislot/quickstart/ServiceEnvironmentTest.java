package dev.medislot.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void eachServiceGetsItsDatabaseAndItsKey() {
        var booking = environment(Map.of()).of(Service.BOOKING_SERVICE);

        assertThat(booking).containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:15432/booking")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "booking")
                .containsEntry("SPRING_DATASOURCE_PASSWORD", secret("postgres-booking"))
                .containsEntry("MEDISLOT_KAFKA_PASSWORD", secret("kafka-booking-service"))
                .containsEntry("MEDISLOT_REDIS_PASSWORD", secret("redis"))
                .containsEntry("SERVER_PORT", "8082")
                .containsEntry("MANAGEMENT_SERVER_PORT", "9082")
                .containsEntry("MEDISLOT_TOKENS_BOOKING_PRIVATE_KEY", "file:" + folder + "/keys/booking-private.pem");
    }

    @Test
    void privateKeysGoToTheirOwnersOnly() {
        assertThat(
                Stream.of(Service.values())
                        .filter(service -> environment(Map.of()).of(service)
                                .containsKey("MEDISLOT_TOKENS_BOOKING_PRIVATE_KEY")))
                                        .containsExactly(Service.BOOKING_SERVICE);
        assertThat(Stream.of(Service.values())
                .filter(service -> environment(Map.of()).of(service)
                        .containsKey("MEDISLOT_TOKENS_AVAILABILITY_PRIVATE_KEY")))
                                .containsExactly(Service.AVAILABILITY_SERVICE);
    }

    @Test
    void addressesNeedNoConfirmationByDefault() {
        assertThat(environment(Map.of()).of(Service.BOOKING_SERVICE)).containsEntry("MEDISLOT_UNCONFIRMED_HOLDS", "3")
                .containsEntry("MEDISLOT_UNCONFIRMED_BOOKINGS", "20");
        assertThat(environment(Map.of("MEDISLOT_UNCONFIRMED_BOOKINGS", "2")).of(Service.BOOKING_SERVICE))
                .doesNotContainKey("MEDISLOT_UNCONFIRMED_BOOKINGS");
    }

    @Test
    void aServiceGetsNoOtherServicesPassword() {
        var secrets = Stream.of("postgres", "postgres-availability", "kafka-availability-service", "kafka-admin")
                .map(this::secret)
                .toList();

        assertThat(environment(Map.of()).of(Service.BOOKING_SERVICE).values()).doesNotContainAnyElementsOf(secrets);
        assertThat(environment(Map.of()).of(Service.GATEWAY)).doesNotContainKeys("SPRING_DATASOURCE_PASSWORD",
                "MEDISLOT_KAFKA_PASSWORD");
    }

    @Test
    void theUsersOwnSmtpServerWinsWhole() {
        var notification = environment(Map.of("SPRING_MAIL_HOST", "mail.example.com")).of(Service.NOTIFICATION_SERVICE);

        assertThat(notification).doesNotContainKeys("SPRING_MAIL_HOST", "SPRING_MAIL_PORT");
    }

    @Test
    void oneServiceCanBeToldSomethingElse() {
        var own = Map.of("MEDISLOT_QUICKSTART_BOOKING_SERVICE_ENV_SPRING_DATASOURCE_URL",
                "jdbc:postgresql://db/booking", "MEDISLOT_QUICKSTART_BOOKING_SERVICE_ENV_MEDISLOT_CUT_OFF", "1h");

        assertThat(environment(own).of(Service.BOOKING_SERVICE))
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/booking")
                .containsEntry("MEDISLOT_CUT_OFF", "1h")
                .doesNotContainKey("SPRING_DATASOURCE_PASSWORD");
        assertThat(environment(own).of(Service.AVAILABILITY_SERVICE))
                .containsEntry("SPRING_DATASOURCE_PASSWORD", secret("postgres-availability"))
                .doesNotContainKey("MEDISLOT_CUT_OFF");
    }

    private ServiceEnvironment environment(Map<String, String> own) {
        var variables = new HashMap<>(own);
        variables.put("MEDISLOT_QUICKSTART_DATA", folder.toString());
        return new ServiceEnvironment(Settings.from(variables), DataFolder.unlocked(folder));
    }

    private String secret(String name) {
        return DataFolder.unlocked(folder).secret(name);
    }
}
