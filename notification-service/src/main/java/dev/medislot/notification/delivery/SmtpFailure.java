package dev.medislot.notification.delivery;

import dev.medislot.notification.delivery.Handover.Deferred;
import dev.medislot.notification.delivery.Handover.Refused;
import dev.medislot.notification.delivery.Handover.ServerUnreachable;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** Decides from a failure of the SMTP server whether the mail is refused, waits, or waits for the server. */
final class SmtpFailure {

    private static final int SERVICE_NOT_AVAILABLE = 421;

    private SmtpFailure() {}

    /**
     * Only a refusal of the recipient or the content concerns this mail; any other failure (connection, login, sender
     * address) would hit every mail.
     */
    static Handover outcome(MessagingException e) {
        for (Throwable cause = e; cause != null; cause = next(cause)) {
            if (cause instanceof SMTPAddressFailedException recipient) {
                return byCode(recipient.getReturnCode(), recipient);
            }
        }
        if (e instanceof SMTPSendFailedException failed && failed.getCommand() != null
                && !failed.getCommand().startsWith("MAIL")) {
            return byCode(failed.getReturnCode(), failed);
        }
        return new ServerUnreachable(reason(e));
    }

    private static @Nullable Throwable next(Throwable e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : e.getCause();
    }

    private static Handover byCode(int code, MessagingException e) {
        if (code == SERVICE_NOT_AVAILABLE || code < 400) {
            return new ServerUnreachable(reason(e));
        }
        return code >= 500 ? new Refused(reason(e)) : new Deferred(reason(e));
    }

    private static String reason(MessagingException e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    }
}
