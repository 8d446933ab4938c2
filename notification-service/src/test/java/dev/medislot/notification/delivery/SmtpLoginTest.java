package dev.medislot.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medislot.infra.Infrastructure;
import jakarta.mail.MessagingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpLoginTest {

    @Test
    void withAUserNameStarttlsIsRequired() {
        assertThat(server("clinic").getJavaMailProperties()).containsEntry("mail.smtp.auth", "true")
                .containsEntry("mail.smtp.starttls.enable", "true")
                .containsEntry("mail.smtp.starttls.required", "true");
    }

    @Test
    void aServerWithoutALoginNeedsNoTls() {
        assertThat(server(null).getJavaMailProperties()).isEmpty();
        assertThat(server(" ").getJavaMailProperties()).isEmpty();
    }

    @Test
    void aSettingOfTheOperatorStays() {
        var server = new JavaMailSenderImpl();
        server.setUsername("clinic");
        server.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "false");

        new SmtpLogin().postProcessAfterInitialization(server, "mailSender");

        assertThat(server.getJavaMailProperties()).containsEntry("mail.smtp.starttls.required", "false");
    }

    /** The inbox of the tests offers no STARTTLS. */
    @Test
    @ResourceLock("smtp")
    void noPasswordGoesToAServerWithoutTls() {
        var server = server("clinic");
        server.setHost(Infrastructure.shared().smtpHost());
        server.setPort(Infrastructure.shared().smtpPort());
        server.setPassword("secret");

        assertThatExceptionOfType(MessagingException.class).isThrownBy(server::testConnection)
                .withMessageContaining("STARTTLS is required");
    }

    private static JavaMailSenderImpl server(@Nullable String username) {
        var server = new JavaMailSenderImpl();
        server.setUsername(username);
        new SmtpLogin().postProcessAfterInitialization(server, "mailSender");
        return server;
    }
}
