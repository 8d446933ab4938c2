package dev.medislot.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.medislot.notification.letter.Kind;
import dev.medislot.notification.letter.Letter;
import dev.medislot.notification.letter.LetterProperties;
import dev.medislot.notification.letter.MailedVisit;
import dev.medislot.notification.letter.UnwritableLetter;
import dev.medislot.notification.mail.Mail;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Builds the MIME message of a letter. */
@Component
class MimeMessages {

    private static final String FILE_NAME = "invite.ics";

    private final Session session;
    private final LetterProperties settings;
    private final Clock clock;

    MimeMessages(JavaMailSenderImpl server, LetterProperties settings, Clock clock) {
        this.session = server.getSession();
        this.settings = settings;
        this.clock = clock;
    }

    MimeMessage pack(Mail notification, Letter letter) {
        try {
            var mail = new FixedIdMessage(session, notification.messageId(settings.domain()));
            address(mail, letter);
            describe(mail, letter, notification.visit());
            mail.setContent(content(letter, notification.kind()));
            mail.saveChanges();
            return mail;
        } catch (MessagingException e) {
            throw new UnwritableLetter(e);
        }
    }

    private void address(MimeMessage mail, Letter letter) throws MessagingException {
        mail.setFrom(new InternetAddress(letter.from(), true));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
        var replyTo = settings.replyTo();
        if (replyTo != null) {
            mail.setReplyTo(new InternetAddress[] { new InternetAddress(replyTo, true) });
        }
    }

    private void describe(MimeMessage mail, Letter letter, @Nullable MailedVisit visit) throws MessagingException {
        mail.setSubject(letter.subject(), UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        unsubscribeWith(letter.muteLink(), mail);
        if (visit != null) {
            // keeps the mails of one booking together
            mail.setHeader("References", "<%s@%s>".formatted(visit.bookingId(), settings.domain()));
        }
    }

    private static void unsubscribeWith(@Nullable URI link, MimeMessage mail) throws MessagingException {
        if (link != null) {
            mail.setHeader("List-Unsubscribe", "<%s>".formatted(link));
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    /** Adds the invite as an alternative (for mail programs) and as an attachment (for people). */
    private static MimeMultipart content(Letter letter, Kind kind) throws MessagingException {
        var alternatives = new MimeMultipart("alternative", text(letter.text(), "plain"), text(letter.html(), "html"));
        var invite = letter.invite();
        if (invite == null) {
            return alternatives;
        }
        var method = kind == Kind.BOOKING_CANCELLED ? "CANCEL" : "REQUEST";
        var type = "text/calendar; charset=UTF-8; method=" + method;
        alternatives.addBodyPart(part(invite, type));
        var file = part(invite, type + "; name=" + FILE_NAME);
        file.setFileName(FILE_NAME);
        file.setDisposition(Part.ATTACHMENT);
        var words = new MimeBodyPart();
        words.setContent(alternatives);
        return new MimeMultipart("mixed", words, file);
    }

    private static MimeBodyPart text(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, UTF_8.name(), subtype);
        return part;
    }

    private static MimeBodyPart part(String content, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content.getBytes(UTF_8), type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
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
