package dev.medislot.infra.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A page of the list, with Mailpit's names. */
record MessageList(int total, int unread, int count, @JsonProperty("messages_count") int messagesCount,
        @JsonProperty("messages_unread") int messagesUnread, int start, List<String> tags, List<Summary> messages) {

    static MessageList of(List<Summary> all, List<Summary> found, int start, int limit) {
        var page = found.stream().skip(start).limit(limit).toList();
        return new MessageList(all.size(), unread(all), page.size(), found.size(), unread(found), start, List.of(),
                page);
    }

    private static int unread(List<Summary> summaries) {
        return (int) summaries.stream().filter(summary -> !summary.read()).count();
    }
}
