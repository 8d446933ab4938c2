package dev.medislot.quickstart;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mailpit with the mails of Medislot, or the quickstart's inbox, which has the same API. */
final class ExampleInbox {

    private static final Pattern LINK = Pattern.compile("/account/confirm-email#(\\S+)");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MAX_TRIES = 60;

    private final ExampleApi mails;

    ExampleInbox(URI inbox) {
        this.mails = ExampleApi.of(inbox);
    }

    /** Confirms an email address by the link in its first mail; returns whether the mail came within a minute. */
    boolean confirm(String email, ExampleApi medislot) {
        for (var tries = 0; tries < MAX_TRIES; tries++) {
            var token = token(email);
            if (token.isPresent()) {
                medislot.post("emails/confirm", ExampleApi.JSON.createObjectNode().put("token", token.get()));
                return true;
            }
            ExampleApi.pause(PAUSE);
        }
        return false;
    }

    private Optional<String> token(String email) {
        var query = URLEncoder.encode("to:\"%s\" subject:\"Confirm your email address\"".formatted(email),
                StandardCharsets.UTF_8);
        return mails.get("search?limit=1&query=" + query)
                .body()
                .path("messages")
                .valueStream()
                .findFirst()
                .map(mail -> mails.get("message/" + mail.path("ID").asString("")).body().path("Text").asString(""))
                .map(LINK::matcher)
                .filter(link -> link.find())
                .map(link -> link.group(1));
    }
}
