package dev.medislot.infra.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a mail's bytes leniently: unreadable parts stay empty, the mail still shows. */
final class MailFile {

    private static final Session SESSION = Session.getInstance(settings());

    private final String id;
    private final Instant received;
    private final int size;
    private final MimeMessage message;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<Part> inline = new ArrayList<>();
    private final List<Part> attachments = new ArrayList<>();

    private MailFile(String id, Instant received, byte[] bytes) {
        this.id = id;
        this.received = received;
        this.size = bytes.length;
        try {
            this.message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
        } catch (MessagingException e) {
            throw new IllegalArgumentException("Not a mail: " + id, e);
        }
    }

    /** Headers may be UTF-8 (RFC 6532); else each byte of a letter would become a letter of its own. */
    private static Properties settings() {
        var settings = new Properties();
        settings.setProperty("mail.mime.allowutf8", "true");
        return settings;
    }

    static Mail read(String id, Instant received, byte[] bytes) {
        return new MailFile(id, received, bytes).mail();
    }

    static Map<String, List<String>> headers(byte[] bytes) {
        var headers = new LinkedHashMap<String, List<String>>();
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
            for (var header : Collections.list(message.getAllHeaders())) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(decoded(header.getValue()));
            }
        } catch (MessagingException e) {
            return Map.of();
        }
        return headers;
    }

    private Mail mail() {
        walk(message, "", "1");
        var from = addresses("From");
        return new Mail(id, stripped(header("Message-ID")), from.isEmpty() ? new Address("", "") : from.getFirst(),
                addresses(RecipientType.TO.toString()), addresses("Cc"), addresses("Bcc"), addresses("Reply-To"),
                stripped(header("Return-Path")), decoded(header("Subject")), date(), List.of(), text.toString(),
                html.toString(), size, List.copyOf(inline), List.copyOf(attachments));
    }

    private void walk(MimePart part, String prefix, String place) {
        try {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (var i = 0; i < parts.getCount(); i++) {
                    BodyPart child = parts.getBodyPart(i);
                    if (child instanceof MimePart inner) {
                        walk(inner, prefix + place + ".", prefix + (i + 1));
                    }
                }
            } else {
                take(part, place);
            }
        } catch (MessagingException | IOException e) {
            text.append("[a part of this mail cannot be read]\n");
        }
    }

    private void take(MimePart part, String place) throws MessagingException, IOException {
        var name = fileName(part);
        var attached = jakarta.mail.Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || !name.isEmpty();
        if (!attached && part.isMimeType("text/plain")) {
            text.append(string(part));
        } else if (!attached && part.isMimeType("text/html")) {
            html.append(string(part));
        } else {
            takeFile(part, place, name);
        }
    }

    private void takeFile(MimePart part, String place, String name) throws MessagingException, IOException {
        var contentId = stripped(Objects.requireNonNullElse(part.getContentID(), ""));
        var bytes = bytes(part);
        var shown = new Part(place, name, contentType(part), contentId, bytes.length,
                ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        var isInline = jakarta.mail.Part.INLINE.equalsIgnoreCase(part.getDisposition()) || !contentId.isEmpty();
        (isInline ? inline : attachments).add(shown);
    }

    private static String string(MimePart part) throws MessagingException, IOException {
        return new String(bytes(part), charset(part.getContentType()));
    }

    private static byte[] bytes(MimePart part) throws MessagingException, IOException {
        try (var stream = part.getInputStream()) {
            return stream.readAllBytes();
        }
    }

    private static Charset charset(@Nullable String contentType) {
        try {
            var name = contentType == null ? null : new ContentType(contentType).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (ParseException | IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String contentType(MimePart part) throws MessagingException {
        var type = part.getContentType();
        try {
            return new ContentType(type).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException e) {
            return "application/octet-stream";
        }
    }

    private static String fileName(MimePart part) throws MessagingException {
        return decoded(Objects.requireNonNullElse(part.getFileName(), ""));
    }

    private String header(String name) {
        try {
            return Objects.requireNonNullElse(message.getHeader(name, ", "), "");
        } catch (MessagingException e) {
            return "";
        }
    }

    private List<Address> addresses(String header) {
        try {
            var addresses = new ArrayList<Address>();
            for (var address : InternetAddress.parseHeader(header(header), false)) {
                addresses.add(new Address(Objects.requireNonNullElse(address.getPersonal(), ""),
                        Objects.requireNonNullElse(address.getAddress(), "")));
            }
            return addresses;
        } catch (AddressException e) {
            return List.of(new Address("", header(header)));
        }
    }

    private Instant date() {
        try {
            var date = message.getSentDate();
            return date == null ? received : date.toInstant();
        } catch (MessagingException e) {
            return received;
        }
    }

    private static String decoded(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }

    private static String stripped(String header) {
        var value = header.strip();
        return value.startsWith("<") && value.endsWith(">") ? value.substring(1, value.length() - 1) : value;
    }
}
