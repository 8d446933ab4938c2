package dev.medislot.systemtests.kit;

import static org.awaitility.Awaitility.await;

import dev.medislot.testkit.Api;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The inbox in which every mail ends. */
public final class Mails {

    public record Mail(String messageId, String subject, String text) {}

    private final Api inbox;

    public Mails(URI inbox) {
        this.inbox = Api.at(inbox);
    }

    /** Waits for the latest mail with that subject, and returns the secret of the link in it. */
    public String token(String email, String subject) {
        return linked(email, subject, "/account/[a-z-]+#(\\S+)");
    }

    /** Returns the path of the link, with its secret. */
    public String link(String email, String subject) {
        return linked(email, subject, "https?://[^/\\s]+(/\\S+(?:#|[?]token=)\\S+)");
    }

    /** Waits for the latest mail with that subject, and returns the path of the appointment's page that it links to. */
    public String bookingPage(String email, String subject) {
        return linked(email, subject, "https?://[^/\\s]+(/(?:doctor/)?appointments/[0-9a-f-]+)(?=\\s)");
    }

    /** Waits until a person is greeted, so that further mails know that the address is confirmed. */
    public void awaitWelcome(String email) {
        linked(email, "Welcome", "(\\S)");
    }

    /** Waits for the reminder, and returns the secret of the link that switches reminders off. */
    public String muteSecret(String email) {
        return linked(email, "your appointment", "/reminders/([A-Za-z0-9_-]+)");
    }

    private String linked(String email, String subject, String pattern) {
        var query = URLEncoder.encode("to:\"%s\" subject:\"%s\"".formatted(email, subject), StandardCharsets.UTF_8);
        var id = await("the mail \"%s\" to %s".formatted(subject, email))
                .until(() -> inbox.get("/api/v1/search?limit=1&query=" + query).isOk().texts("messages", "ID"),
                        found -> !found.isEmpty())
                .getFirst();
        var text = inbox.get("/api/v1/message/" + id).isOk().text("Text");
        var link = Pattern.compile(pattern).matcher(text);
        if (!link.find()) {
            throw new AssertionError("The mail has no link: " + text);
        }
        return link.group(1);
    }

    /** The Message-IDs of a person's mails about appointments. */
    public Set<String> messageIdsTo(Person person) {
        return to(person).stream().map(Mail::messageId).collect(Collectors.toSet());
    }

    public List<Mail> to(Person person) {
        var query = URLEncoder.encode("to:\"" + person.email() + "\"", StandardCharsets.UTF_8);
        var found = inbox.get("/api/v1/search?limit=200&query=%s".formatted(query)).isOk().body().path("messages");
        return StreamSupport.stream(found.spliterator(), false)
                .map(message -> message.path("ID").asString())
                .map(id -> inbox.get("/api/v1/message/" + id).isOk())
                .map(mail -> new Mail(mail.text("MessageID"), mail.text("Subject"), mail.text("Text")))
                .filter(mail -> mail.subject().toLowerCase(Locale.ROOT).contains("appointment"))
                .toList()
                .reversed();
    }

    /** Waits until a person has that number of mails. */
    public List<Mail> to(Person person, int count) {
        return await("mails to " + person.email()).until(() -> to(person), mails -> mails.size() >= count);
    }
}
