package dev.medislot.infra.mail;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mail's line in the list, with Mailpit's names. */
record Summary(@JsonProperty("ID") String id, @JsonProperty("MessageID") String messageId,
        @JsonProperty("Read") boolean read, @JsonProperty("From") Address from, @JsonProperty("To") List<Address> to,
        @JsonProperty("Cc") List<Address> cc, @JsonProperty("Bcc") List<Address> bcc,
        @JsonProperty("ReplyTo") List<Address> replyTo, @JsonProperty("Subject") String subject,
        @JsonProperty("Created") Instant created, @JsonProperty("Tags") List<String> tags,
        @JsonProperty("Size") int size, @JsonProperty("Attachments") int attachments,
        @JsonProperty("Snippet") String snippet, @JsonIgnore String searchText) {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern TAGS = Pattern.compile("(?s)<(style|script)\\b.*?</\\1>|<[^>]*>");
    private static final int MAX_TEXT = 4_000;

    static Summary of(Mail mail, Instant created) {
        var body = plain(mail);
        return new Summary(mail.id(), mail.messageId(), false, mail.from(), mail.to(), mail.cc(), mail.bcc(),
                mail.replyTo(), mail.subject(), created, mail.tags(), mail.size(), mail.attachments().size(),
                body.length() > 250 ? body.substring(0, 250) + "..." : body, searchText(mail, body));
    }

    private static String searchText(Mail mail, String body) {
        var people = Stream.of(List.of(mail.from()), mail.to(), mail.cc(), mail.bcc(), mail.replyTo())
                .flatMap(List::stream)
                .map(Address::text);
        var texts = Stream.concat(Stream.of(mail.subject(), body), mail.attachments().stream().map(Part::fileName));
        return SearchText.of(Stream.concat(people, texts).collect(Collectors.joining(" ")));
    }

    Summary asRead() {
        return new Summary(id, messageId, true, from, to, cc, bcc, replyTo, subject, created, tags, size, attachments,
                snippet, searchText);
    }

    private static String plain(Mail mail) {
        var body = mail.text().isBlank() ? TAGS.matcher(mail.html()).replaceAll(" ") : mail.text();
        var line = SPACE.matcher(body).replaceAll(" ").strip();
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) : line;
    }
}
