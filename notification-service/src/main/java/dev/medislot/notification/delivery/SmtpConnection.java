package dev.medislot.notification.delivery;

import dev.medislot.notification.delivery.Handover.Accepted;
import dev.medislot.notification.delivery.Handover.Deferred;
import dev.medislot.notification.delivery.Handover.Refused;
import dev.medislot.notification.delivery.Handover.ServerAway;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One sender's connection to the SMTP server, kept open from mail to mail. */
class SmtpConnection implements AutoCloseable {

    private static final int SERVICE_NOT_AVAILABLE = 421;

    private final JavaMailSenderImpl server;
    private @Nullable Transport transport;

    SmtpConnection(JavaMailSenderImpl server) {
        this.server = server;
    }

    Handover handOver(MimeMessage mail) {
        try {
            connected().sendMessage(mail, mail.getAllRecipients());
            return new Accepted();
        } catch (MessagingException e) {
            var answer = answer(e);
            if (answer instanceof ServerAway) {
                close();
            }
            return answer;
        }
    }

    private Transport connected() throws MessagingException {
        var open = transport;
        if (open == null || !open.isConnected()) {
            close();
            open = server.getSession().getTransport(
                    Objects.requireNonNullElse(server.getProtocol(), JavaMailSenderImpl.DEFAULT_PROTOCOL));
            open.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
            transport = open;
        }
        return open;
    }

    /**
     * Only an answer to the recipient or to the content speaks of this mail; whatever else fails (connecting, logging
     * in, the sender's address) would fail for every mail.
     */
    private static Handover answer(MessagingException e) {
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException recipient) {
                return byCode(recipient.getReturnCode(), recipient);
            }
        }
        if (e instanceof SMTPSendFailedException failed && failed.getCommand() != null
                && !failed.getCommand().startsWith("MAIL")) {
            return byCode(failed.getReturnCode(), failed);
        }
        return new ServerAway(reason(e));
    }

    private static @Nullable Throwable next(Throwable e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : e.getCause();
    }

    private static Handover byCode(int code, MessagingException e) {
        if (code == SERVICE_NOT_AVAILABLE || code < 400) {
            return new ServerAway(reason(e));
        }
        return code >= 500 ? new Refused(reason(e)) : new Deferred(reason(e));
    }

    private static String reason(MessagingException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }

    @Override
    public void close() {
        var open = transport;
        transport = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException _) {
                // it was gone already
            }
        }
    }
}
