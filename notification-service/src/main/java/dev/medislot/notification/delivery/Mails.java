package dev.medislot.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.LetterProperties;
import dev.medislot.notification.notification.Notification;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.util.Date;
import org.springframework.stereotype.Component;

/** Puts a letter into the form in which it travels. */
@Component
class Mails {

    private final LetterProperties settings;
    private final Clock clock;

    Mails(LetterProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    MimeMessage pack(Session session, Notification notification, Letter letter) {
        try {
            var mail = new FixedIdMessage(session, notification.messageId(settings.domain()));
            mail.setFrom(new InternetAddress(letter.from(), true));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
            mail.setSubject(letter.subject(), UTF_8.name());
            mail.setSentDate(Date.from(clock.instant()));
            mail.setHeader("Auto-Submitted", "auto-generated");
            var visit = notification.visit();
            if (visit != null) {
                // keeps the mails of one booking together
                mail.setHeader("References", "<%s@%s>".formatted(visit.bookingId(), settings.domain()));
            }
            mail.setContent(
                    new MimeMultipart("alternative", part(letter.text(), "plain"), part(letter.html(), "html")));
            mail.saveChanges();
            return mail;
        } catch (MessagingException e) {
            throw new UnsendableMail(String.valueOf(e.getMessage()), e);
        }
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, UTF_8.name(), subtype);
        return part;
    }

    /** A letter that cannot be put into the form of a mail, such as one to a malformed address. */
    static final class UnsendableMail extends RuntimeException {
        UnsendableMail(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final class FixedIdMessage extends MimeMessage {

        private final String messageId;

        FixedIdMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
