package dev.medislot.infra.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/** A whole mail, with Mailpit's names. */
record Mail(@JsonProperty("ID") String id, @JsonProperty("MessageID") String messageId,
        @JsonProperty("From") Address from, @JsonProperty("To") List<Address> to, @JsonProperty("Cc") List<Address> cc,
        @JsonProperty("Bcc") List<Address> bcc, @JsonProperty("ReplyTo") List<Address> replyTo,
        @JsonProperty("ReturnPath") String returnPath, @JsonProperty("Subject") String subject,
        @JsonProperty("Date") Instant date, @JsonProperty("Tags") List<String> tags, @JsonProperty("Text") String text,
        @JsonProperty("HTML") String html, @JsonProperty("Size") int size, @JsonProperty("Inline") List<Part> inline,
        @JsonProperty("Attachments") List<Part> attachments) {}
