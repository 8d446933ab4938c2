package dev.medislot.infra.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mailpit's search: words, {@code "phrases"}, {@code to: from: cc: bcc: addressed: subject: message-id:},
 * {@code is:read|unread}, {@code has:attachment}; a leading {@code -} or {@code !} negates.
 */
record Query(Predicate<Summary> predicate) {

    private static final Pattern TERM = Pattern.compile("([-!]?)(?:([a-z-]+):)?(?:\"([^\"]*)\"|(\\S+))");

    static Query parse(String query) {
        var terms = new ArrayList<Predicate<Summary>>();
        var matcher = TERM.matcher(SearchText.of(query));
        while (matcher.find()) {
            var value = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
            var field = matcher.group(2) == null ? "" : matcher.group(2);
            var term = term(field, value);
            terms.add(matcher.group(1).isEmpty() ? term : term.negate());
        }
        return new Query(summary -> terms.stream().allMatch(term -> term.test(summary)));
    }

    boolean matches(Summary summary) {
        return predicate.test(summary);
    }

    private static Predicate<Summary> term(String field, String value) {
        return switch (field) {
            case "" -> summary -> summary.searchText().contains(value);
            case "to" -> summary -> any(summary.to(), value);
            case "from" -> summary -> summary.from().contains(value);
            case "cc" -> summary -> any(summary.cc(), value);
            case "bcc" -> summary -> any(summary.bcc(), value);
            case "reply-to" -> summary -> any(summary.replyTo(), value);
            case "addressed" -> summary -> Stream
                    .of(List.of(summary.from()), summary.to(), summary.cc(), summary.bcc(), summary.replyTo())
                    .anyMatch(addresses -> any(addresses, value));
            case "subject" -> summary -> SearchText.of(summary.subject()).contains(value);
            case "message-id" -> summary -> SearchText.of(summary.messageId()).contains(value.replaceAll("[<>]", ""));
            case "is" -> summary -> value.equals("read") ? summary.read() : value.equals("unread") && !summary.read();
            case "has" -> summary -> value.startsWith("attachment") && summary.attachments() > 0;
            default -> summary -> summary.searchText().contains(field + ":" + value);
        };
    }

    private static boolean any(List<Address> addresses, String value) {
        return addresses.stream().anyMatch(address -> address.contains(value));
    }
}
