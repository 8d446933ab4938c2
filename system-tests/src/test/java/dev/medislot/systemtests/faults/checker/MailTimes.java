package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How long after the end of a fault the first mail arrives about a booking that was made since. */
final class MailTimes {

    /** Later bookings say little about that fault. */
    private static final long MAX_MILLIS_UNTIL_BOOKED = Duration.ofMinutes(1).toMillis();

    private final List<JsonNode> bookings;
    private final Map<String, Long> arrivals;

    MailTimes(Saved saved) {
        bookings = saved.history("book").filter(book -> Saved.outcome(book).equals("made")).toList();
        arrivals = saved.inbox.stream()
                .collect(Collectors.toMap(Mails::booking, mail -> mail.path("at").asLong(), Math::min));
    }

    /**
     * In milliseconds: empty without a booking, {@link AfterFault#NEVER} if no such mail arrived. A request that began
     * before the end may have made its booking, and its mail, by then.
     */
    OptionalLong after(long ended) {
        return bookings.stream()
                .filter(book -> book.path("begun").asLong(0) >= ended
                        && book.path("at").asLong(Long.MAX_VALUE) - ended <= MAX_MILLIS_UNTIL_BOOKED)
                .mapToLong(book -> arrivals.containsKey(Saved.text(book, "booking"))
                        ? arrivals.get(Saved.text(book, "booking")) - ended
                        : AfterFault.NEVER)
                .min();
    }
}
