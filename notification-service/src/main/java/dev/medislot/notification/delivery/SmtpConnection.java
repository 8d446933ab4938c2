package dev.medislot.notification.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.medislot.notification.delivery.Handover.Accepted;
import dev.medislot.notification.delivery.Handover.Refused;
import dev.medislot.notification.delivery.Handover.ServerUnreachable;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * One sender's connection to the SMTP server, kept open from mail to mail while they follow each other closely: one
 * that was lost while it rested would be noticed only by a timeout.
 */
class SmtpConnection implements AutoCloseable {

    static final Duration MAX_REST = Duration.ofSeconds(5);

    private final JavaMailSenderImpl server;
    private final Session session;
    private final Duration longestRest;
    private @Nullable Transport transport;
    private long restsSince;

    SmtpConnection(JavaMailSenderImpl server, Duration longestRest) {
        this(server, server.getSession(), longestRest);
    }

    private SmtpConnection(JavaMailSenderImpl server, Session session, Duration longestRest) {
        this.server = server;
        this.session = session;
        this.longestRest = longestRest;
    }

    Handover handOver(MimeMessage mail) {
        try {
            if (isAscii(mail.getAllRecipients())) {
                connected().sendMessage(mail, mail.getAllRecipients());
                restsSince = System.nanoTime();
                return new Accepted();
            }
            // a connection of its own, because UTF-8 applies to all its mails and later servers may not support it
            try (var own = new SmtpConnection(server, inUtf8(), longestRest)) {
                return own.handOverInUtf8(mail);
            }
        } catch (MessagingException e) {
            var answer = SmtpFailure.outcome(e);
            if (answer instanceof ServerUnreachable) {
                close();
            }
            return answer;
        }
    }

    private Handover handOverInUtf8(MimeMessage mail) throws MessagingException {
        if (!(connected() instanceof SMTPTransport smtp && smtp.supportsExtension("SMTPUTF8"))) {
            return new Refused("The address has letters beyond ASCII, and the SMTP server does not offer SMTPUTF8");
        }
        smtp.sendMessage(mail, mail.getAllRecipients());
        return new Accepted();
    }

    private Session inUtf8() {
        var properties = new Properties();
        properties.putAll(server.getJavaMailProperties());
        properties.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    private static boolean isAscii(Address[] recipients) {
        return Stream.of(recipients)
                .allMatch(to -> US_ASCII.newEncoder().canEncode(((InternetAddress) to).getAddress()));
    }

    private Transport connected() throws MessagingException {
        var open = transport;
        if (open == null || hasRested() || !open.isConnected()) {
            close();
            open = session.getTransport(
                    Objects.requireNonNullElse(server.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL));
            open.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
            transport = open;
        }
        return open;
    }

    private boolean hasRested() {
        return System.nanoTime() - restsSince >= longestRest.toNanos();
    }

    @Override
    public void close() {
        var open = transport;
        transport = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException _) {
                // already closed
            }
        }
    }
}
