package dev.medislot.service.program;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class PasswordCheckTest {

    private final MockEnvironment settings = new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db/booking")
            .withProperty("spring.datasource.password", "one")
            .withProperty("spring.kafka.security.protocol", "SASL_PLAINTEXT")
            .withProperty("spring.kafka.properties.sasl.jaas.config",
                    "Login required username=\"booking\" password=\"${medislot.kafka.password:}\";")
            .withProperty("medislot.kafka.password", "two");

    @Test
    void aServiceStartsWithBothPasswords() {
        assertThatNoException().isThrownBy(this::check);
    }

    @Test
    void noPasswordOfTheDatabaseNoStart() {
        settings.setProperty("spring.datasource.password", " ");

        assertThatExceptionOfType(PasswordMissing.class).isThrownBy(this::check)
                .withMessageContaining("spring.datasource.password")
                .withMessageContaining("SPRING_DATASOURCE_PASSWORD")
                .withMessageNotContaining("\n");
    }

    @Test
    void noPasswordOfKafkaNoStart() {
        settings.setProperty("medislot.kafka.password", "");

        assertThatExceptionOfType(PasswordMissing.class).isThrownBy(this::check)
                .withMessageContaining("MEDISLOT_KAFKA_PASSWORD");
    }

    @Test
    void aKafkaWithoutLoginsNeedsNoPassword() {
        settings.setProperty("medislot.kafka.password", "");
        settings.setProperty("spring.kafka.security.protocol", "SSL");

        assertThatNoException().isThrownBy(this::check);
    }

    private void check() {
        var context = new GenericApplicationContext();
        context.setEnvironment(settings);
        new PasswordCheck()
                .onApplicationEvent(new ApplicationPreparedEvent(new SpringApplication(), new String[0], context));
    }
}
