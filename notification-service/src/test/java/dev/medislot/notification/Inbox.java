package dev.medislot.notification;

import dev.medislot.infra.Infrastructure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The mails that the SMTP server has accepted. */
public final class Inbox {

    /** One mail of the inbox. */
    public record Mail(String id, String messageId, String subject, String text, String html) {}

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private Inbox() {}

    /** Skips a test where mails go to Mailpit, which refuses no recipient by its name. */
    public static void assumeThatItRefuses() {
        Assumptions.assumeFalse("containers".equals(System.getProperty("medislot.infra")),
                "Mailpit refuses no recipient by its name");
    }

    /** Waits until that address has that number of mails about bookings; oldest first. */
    public static List<Mail> await(String address, int mails) {
        Awaitility.await().untilAsserted(() -> Assertions.assertThat(ids(address)).hasSize(mails));
        return of(address);
    }

    /** Waits for the mail that greets a new person. */
    public static Mail awaitWelcome(String address) {
        return mail(Awaitility.await().until(() -> ids(address, true), found -> !found.isEmpty()).getFirst());
    }

    /** The mails about bookings. */
    public static List<Mail> of(String address) {
        return ids(address).stream().map(Inbox::mail).toList();
    }

    /** The mail as it came over the wire. */
    public static MimeMessage raw(Mail mail) {
        try {
            return new MimeMessage((jakarta.mail.@Nullable Session) null,
                    new ByteArrayInputStream(get("api/v1/message/" + mail.id() + "/raw")));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(String address) {
        return ids(address, false);
    }

    private static List<String> ids(String address, boolean welcome) {
        return JSON.readTree(get("api/v1/messages?limit=100000"))
                .path("messages")
                .valueStream()
                .filter(mail -> mail.path("To")
                        .valueStream()
                        .anyMatch(to -> to.path("Address").asString().equals(address)))
                .filter(mail -> mail.path("Subject").asString().startsWith("Welcome") == welcome)
                .sorted(Comparator.comparing((JsonNode mail) -> mail.path("Created").asString()))
                .map(mail -> mail.path("ID").asString())
                .toList();
    }

    private static Mail mail(String id) {
        var mail = JSON.readTree(get("api/v1/message/" + id));
        return new Mail(id, mail.path("MessageID").asString(), mail.path("Subject").asString(),
                mail.path("Text").asString(), mail.path("HTML").asString());
    }

    private static byte[] get(String path) {
        var uri = Infrastructure.shared().inboxUrl().resolve(path);
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(uri.toString())).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
