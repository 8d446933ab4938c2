package dev.medislot.notification.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Requires TLS of an SMTP server that gets a password, unless a setting says otherwise. */
@Component
class SmtpLogin implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof JavaMailSenderImpl server && hasText(server.getUsername())) {
            requireTls(server);
        }
        return bean;
    }

    static void requireTls(JavaMailSenderImpl server) {
        var properties = server.getJavaMailProperties();
        properties.putIfAbsent("mail.smtp.auth", "true");
        properties.putIfAbsent("mail.smtp.ssl.checkserveridentity", "true");
        if (!"true".equals(properties.getProperty("mail.smtp.ssl.enable"))) {
            properties.putIfAbsent("mail.smtp.starttls.enable", "true");
            properties.putIfAbsent("mail.smtp.starttls.required", "true");
        }
    }

    private static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
