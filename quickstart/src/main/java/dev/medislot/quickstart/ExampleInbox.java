package dev.medislot.quickstart;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Mailpit with the mails of Medislot, or the quickstart's inbox, which has the same API. */
final class ExampleInbox {

    private static final Pattern LINK = Pattern.compile("/account/confirm-email#(\\S+)");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExampleApi mails;
    private final Duration patience;

    ExampleInbox(URI inbox) {
        this(inbox, PATIENCE);
    }

    ExampleInbox(URI inbox, Duration patience) {
        this.mails = ExampleApi.of(inbox);
        this.patience = patience;
    }

    /** Confirms an email address by the link in its first mail; returns whether the mail came in time. */
    boolean confirm(String email, ExampleApi medislot) {
        var end = Instant.now().plus(patience);
        var token = token(email);
        while (token.isEmpty() && Instant.now().isBefore(end)) {
            ExampleApi.pause(PAUSE);
            token = token(email);
        }
        token.ifPresent(
                found -> medislot.post("emails/confirm", ExampleApi.JSON.createObjectNode().put("token", found)));
        return token.isPresent();
    }

    private Optional<String> token(String email) {
        var query = URLEncoder.encode("to:\"%s\" subject:\"Confirm your email address\"".formatted(email),
                StandardCharsets.UTF_8);
        return mails.get("search?limit=1&query=" + query)
                .body()
                .path("messages")
                .valueStream()
                .findFirst()
                .map(this::text)
                .map(LINK::matcher)
                .filter(link -> link.find())
                .map(link -> link.group(1));
    }

    private String text(JsonNode mail) {
        return mails.get("message/" + mail.path("ID").asString("")).body().path("Text").asString("");
    }
}
