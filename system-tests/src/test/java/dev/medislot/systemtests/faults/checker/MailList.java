package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * At the end, the API lists each mail of the inbox, and as sent no other one; none waits. Each offer of the waitlist is
 * mailed once.
 */
final class MailList {

    private static final String OFFER = "WAITLIST_OFFER";
    /** The faults that keep an offer from its mail. */
    private static final Pattern ON_THE_WAY = Pattern
            .compile(Saved.PROCESS_OF + "(booking-service|notification-service)|postgresql|kafka|smtp");
    private static final long MAX_BACKLOG = Duration.ofMinutes(1).toMillis();

    private final Saved saved;
    private final Map<String, String> addresses;

    MailList(Saved saved) {
        this.saved = saved;
        this.addresses = saved.history("patient")
                .collect(Collectors.toMap(patient -> Saved.text(patient, "id"), patient -> Saved.text(patient, "email"),
                        (first, _) -> first));
    }

    List<String> broken() {
        var broken = new ArrayList<String>();
        Map<String, JsonNode> inbox = saved.inbox.stream()
                .collect(Collectors.toMap(MailList::id, Function.identity(), (first, _) -> first));
        Map<String, JsonNode> listed = saved.end("mail")
                .collect(Collectors.toMap(mail -> Saved.text(mail, "id"), Function.identity(), (first, _) -> first));
        listed.forEach((id, mail) -> {
            if (!agree(mail, inbox.get(id))) {
                broken.add("mail %s is listed as %s, the inbox has %s".formatted(mail, Saved.text(mail, "status"),
                        inbox.get(id)));
            }
        });
        inbox.forEach((id, mail) -> {
            if (!listed.containsKey(id)) {
                broken.add("mail %s is not listed".formatted(mail));
            }
        });
        saved.offers.stream()
                .filter(offer -> !isMailed(offer, listed.get(Saved.text(offer, "id")), inbox))
                .forEach(offer -> broken
                        .add("no mail about the offer %s to %s of %s until %s".formatted(Saved.text(offer, "id"),
                                Saved.text(offer, "patient"), Saved.text(offer, "start"), Saved.text(offer, "until"))));
        var offers = saved.offers.stream().map(offer -> Saved.text(offer, "id")).collect(Collectors.toSet());
        listed.values()
                .stream()
                .filter(mail -> Saved.text(mail, "kind").equals(OFFER) && !offers.contains(Saved.text(mail, "id")))
                .forEach(mail -> broken.add("mail %s is about an offer that was not made".formatted(mail)));
        return broken;
    }

    /**
     * The mail has the id of its offer. It is not sent once the offer has expired: a fault on its way, with the backlog
     * after it, may last as long as the offer, and a version without a waitlist does not read of it.
     */
    private boolean isMailed(JsonNode offer, JsonNode listed, Map<String, JsonNode> inbox) {
        if (listed == null || !Saved.text(listed, "kind").equals(OFFER)) {
            return false;
        }
        return Saved.text(listed, "status").equals("SENT") ? isTo(offer, inbox.get(Saved.text(offer, "id")))
                : isLate(offer) && saved.excuse("mails about offers that expired first");
    }

    private boolean isTo(JsonNode offer, JsonNode mail) {
        return mail != null && Saved.text(mail, "to").equals(addresses.get(Saved.text(offer, "patient")))
                && Saved.text(mail, "subject").equals("Appointment available: " + Mails.time(offer, saved.zone()));
    }

    private boolean isLate(JsonNode offer) {
        long from = millis(offer, "from");
        return saved.isLateThroughout(ON_THE_WAY, MAX_BACKLOG, from, millis(offer, "until")) || saved.history("strike")
                .anyMatch(strike -> Saved.text(strike, "fault").contains("upgrade notification-service")
                        && from < strike.path("at").asLong());
    }

    private static long millis(JsonNode offer, String name) {
        return Instant.parse(Saved.text(offer, name)).toEpochMilli();
    }

    /** The Message-ID has the id of the mail, and a number if staff sent it again. */
    private static String id(JsonNode mail) {
        return Saved.text(mail, "messageId").replaceAll("^<|(\\.\\d+)?@.*$", "");
    }

    /** A mail with a link may be sent, and fail because the link expired before the service knew. */
    private static boolean agree(JsonNode listed, JsonNode mail) {
        var isAboutABooking = !Saved.text(listed, "booking").isEmpty();
        return switch (Saved.text(listed, "status")) {
            case "SENT" -> mail != null && isSame(listed, mail);
            case "FAILED" -> mail == null || !isAboutABooking;
            default -> false;
        };
    }

    /** The words of some mails, and with them the address, are deleted once they are sent. */
    private static boolean isSame(JsonNode listed, JsonNode mail) {
        return List.of("", Saved.text(mail, "to")).contains(Saved.text(listed, "to"))
                && Saved.text(mail, "references").contains(Saved.text(listed, "booking"));
    }
}
