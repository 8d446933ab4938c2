package dev.medislot.infra.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailInboxTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @TempDir
    Path copy;

    private MailInbox inbox;

    @BeforeEach
    void start() {
        inbox = MailInbox.start(folder, 0, 0);
    }

    @AfterEach
    void stop() {
        inbox.close();
    }

    @Test
    void listHasMailpitsShape() throws Exception {
        send("ada@example.com", "Your appointment");

        var list = get("api/v1/messages");

        assertThat(list.at("/total").intValue()).isEqualTo(1);
        assertThat(list.at("/unread").intValue()).isEqualTo(1);
        assertThat(list.at("/count").intValue()).isEqualTo(1);
        assertThat(list.at("/messages_count").intValue()).isEqualTo(1);
        assertThat(list.at("/start").intValue()).isZero();
        var mail = list.at("/messages/0");
        assertThat(mail.propertyNames()).contains("ID", "MessageID", "From", "To", "Cc", "Bcc", "ReplyTo", "Subject",
                "Created", "Size", "Attachments", "Snippet", "Read", "Tags");
        assertThat(mail.at("/From/Address").stringValue()).isEqualTo("medislot@example.com");
        assertThat(mail.at("/From/Name").stringValue()).isEqualTo("Médislot");
        assertThat(mail.at("/To/0/Address").stringValue()).isEqualTo("ada@example.com");
        assertThat(mail.at("/Attachments").intValue()).isEqualTo(1);
        assertThat(mail.at("/Snippet").stringValue()).isEqualTo("See you at nine.");
        assertThat(mail.at("/Read").booleanValue()).isFalse();
    }

    @Test
    void mailShowsItsPartsAndIsReadThen() throws Exception {
        send("ada@example.com", "Your appointment");
        var id = get("api/v1/messages").at("/messages/0/ID").stringValue();

        var mail = get("api/v1/message/" + id);

        assertThat(mail.at("/Text").stringValue()).isEqualTo("See you at nine.");
        assertThat(mail.at("/HTML").stringValue()).isEqualTo("<p>See you at <b>nine</b>.</p>");
        assertThat(mail.at("/ReturnPath").stringValue()).isEqualTo("medislot@example.com");
        var attachment = mail.at("/Attachments/0");
        assertThat(attachment.at("/FileName").stringValue()).isEqualTo("invite.ics");
        assertThat(attachment.at("/ContentType").stringValue()).isEqualTo("text/calendar");
        assertThat(text("api/v1/message/" + id + "/part/" + attachment.at("/PartID").stringValue()))
                .isEqualTo("BEGIN:VCALENDAR");
        assertThat(get("api/v1/message/" + id + "/headers").at("/Subject/0").stringValue())
                .isEqualTo("Your appointment");
        assertThat(text("api/v1/message/" + id + "/raw")).contains("Subject: Your appointment");
        assertThat(get("api/v1/messages").at("/unread").intValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "127.0.0.1, 200", "LocalHost:8025, 200", "[::1]:8025, 200", "evil.example, 421",
            "127.0.0.1.evil.example, 421", "localhost@evil.example, 421", "192.168.0.7:8025, 421", "'', 421" })
    void foreignHostsAreRefused(String host, int status) throws Exception {
        var url = inbox.url();
        for (var path : List.of("/", "/api/v1/messages", "/api/v1/message/latest")) {
            try (var socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream()
                        .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host)
                                .getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 " + (path.endsWith("latest") && status == 200 ? 404 : status));
            }
        }
    }

    @Test
    void searchFindsWhatItIsAskedFor() throws Exception {
        send("ada@example.com", "Moved to Monday");
        send("grace@example.com", "Moved to Tuesday");
        var messageId = get("api/v1/messages").at("/messages/0/MessageID").stringValue();

        assertThat(found("to:ada@example.com")).isEqualTo(1);
        assertThat(found("subject:\"moved to\"")).isEqualTo(2);
        assertThat(found("subject:moved -to:ada@example.com")).isEqualTo(1);
        assertThat(found("message-id:" + messageId)).isEqualTo(1);
        assertThat(found("nine tuesday")).isEqualTo(1);
        assertThat(found("to:nobody@example.com")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "jürgen.x@example.org", "jose\u0301@example.org", "søren@example.org", "weiß@example.org",
            "李@例え.example", "ñandú@bücher.example" })
    void lettersOfAnAddressStayWhatTheyAre(String address) throws Exception {
        send(address, "Grüße aus Łódź");

        var list = get("api/v1/messages");
        assertThat(list.at("/messages/0/To/0/Address").stringValue()).isEqualTo(address);
        assertThat(list.at("/messages/0/Bcc")).isEmpty();
        assertThat(list.at("/messages/0/Subject").stringValue()).isEqualTo("Grüße aus Łódź");
        var mail = get("api/v1/message/" + list.at("/messages/0/ID").stringValue());
        assertThat(mail.at("/To/0/Address").stringValue()).isEqualTo(address);
        assertThat(text("api/v1/message/latest/headers")).contains(address);
        assertThat(text("api/v1/message/latest/raw")).contains(address);
        assertThat(found("to:" + address)).isEqualTo(1);
        assertThat(found(address)).isEqualTo(1);
    }

    @Test
    void aBlindRecipientKeepsItsLettersToo() throws Exception {
        send("ada@example.com", "Copy", "jürgen.x@example.org");

        assertThat(get("api/v1/messages").at("/messages/0/Bcc/0/Address").stringValue())
                .isEqualTo("jürgen.x@example.org");
        assertThat(found("bcc:jurgen")).isEqualTo(1);
    }

    @Test
    void searchLooksPastAccentsAndCase() throws Exception {
        send("jürgen.x@example.org", "Grüße von José");

        for (var query : List.of("to:jürgen", "to:JÜRGEN", "to:jurgen", "to:ju\u0308rgen", "subject:grüsse",
                "subject:\"GRÜSSE VON jose\"", "grusse jose", "addressed:jürgen")) {
            assertThat(found(query)).as(query).isEqualTo(1);
        }
        assertThat(found("to:jörgen")).isZero();
        assertThat(found("-to:jurgen")).isZero();
    }

    @Test
    void acceptedMailsSurviveAKill() throws Exception {
        send("ada@example.com", "Kept");

        try (var other = MailInbox.start(copyOfTheDisk(), 0, 0)) {
            var list = json(text(other.url().resolve("api/v1/messages")));
            assertThat(list.at("/messages/0/Subject").stringValue()).isEqualTo("Kept");
            assertThat(list.at("/messages/0/Created")).isEqualTo(get("api/v1/messages").at("/messages/0/Created"));
        }
    }

    @Test
    void mailsStayReadableWhileSmtpIsAway() throws Exception {
        send("ada@example.com", "Before");
        inbox.stopSmtp();

        assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> send("ada@example.com", "During"));
        assertThat(get("api/v1/messages").at("/total").intValue()).isEqualTo(1);

        inbox.startSmtp();
        send("ada@example.com", "After");
        assertThat(get("api/v1/messages").at("/messages/0/Subject").stringValue()).isEqualTo("After");
    }

    @Test
    void someRecipientsAreRefused() throws Exception {
        assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> send("refuse-550@example.com", "Never"))
                .havingRootCause()
                .withMessageContaining("550");
        assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> send("defer-451@example.com", "Not yet"))
                .havingRootCause()
                .withMessageContaining("451");
        assertThat(get("api/v1/messages").at("/total").intValue()).isZero();
    }

    @Test
    void deletedMailsAreGone() throws Exception {
        send("ada@example.com", "One");
        send("ada@example.com", "Two");

        var request = HttpRequest.newBuilder(inbox.url().resolve("api/v1/messages")).DELETE().build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        assertThat(get("api/v1/messages").at("/total").intValue()).isZero();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void pageComesWithItsScriptAndAPolicy() throws Exception {
        var response = HTTP.send(HttpRequest.newBuilder(inbox.url()).build(), BodyHandlers.ofString());

        assertThat(response.body()).contains("inbox.js", "inbox.css");
        assertThat(response.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).contains("default-src 'none'").doesNotContain("script-src 'unsafe"));
        assertThat(text("inbox.js")).contains("api/v1/messages");
        assertThat(text("inbox.css")).contains("article");
    }

    @Test
    void strangeIdsAreNotFound() throws Exception {
        for (var path : new String[] { "api/v1/message/nothing", "api/v1/message/..%2f..%2fetc%2fpasswd/raw",
                "api/v1/message/nothing/part/1", "elsewhere" }) {
            var request = HttpRequest.newBuilder(inbox.url().resolve(path)).build();
            assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).as(path).isEqualTo(404);
        }
    }

    private Path copyOfTheDisk() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    private void send(String recipient, String subject, String... blind) throws MessagingException, IOException {
        var settings = new Properties();
        settings.setProperty("mail.mime.allowutf8", "true");
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", Integer.toString(inbox.smtpPort()));
        var session = Session.getInstance(settings);
        var bodies = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        text.setText("See you at nine.", "utf-8");
        bodies.addBodyPart(text);
        var html = new MimeBodyPart();
        html.setContent("<p>See you at <b>nine</b>.</p>", "text/html; charset=utf-8");
        bodies.addBodyPart(html);
        var invite = new MimeBodyPart();
        invite.setDataHandler(new DataHandler(new ByteArrayDataSource("BEGIN:VCALENDAR", "text/calendar")));
        invite.setFileName("invite.ics");
        var all = new MimeMultipart("mixed");
        var body = new MimeBodyPart();
        body.setContent(bodies);
        all.addBodyPart(body);
        all.addBodyPart(invite);
        var mail = new MimeMessage(session);
        mail.setFrom(new InternetAddress("medislot@example.com", "Médislot", "utf-8"));
        mail.setRecipients(Message.RecipientType.TO, recipient);
        mail.setSubject(subject, "utf-8");
        mail.setContent(all);
        mail.saveChanges();
        var recipients = new ArrayList<>(List.of(new InternetAddress(recipient)));
        for (var address : blind) {
            recipients.add(new InternetAddress(address));
        }
        Transport.send(mail, recipients.toArray(InternetAddress[]::new));
    }

    private int found(String query) throws Exception {
        return get("api/v1/search?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).at("/messages_count")
                .intValue();
    }

    private JsonNode get(String path) throws Exception {
        return json(text(path));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private String text(String path) throws Exception {
        return text(inbox.url().resolve(path));
    }

    private static String text(URI uri) throws Exception {
        var response = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
