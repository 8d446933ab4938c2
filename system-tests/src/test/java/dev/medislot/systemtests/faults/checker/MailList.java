package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** At the end, the API lists each mail of the inbox, and as sent no other one; none waits. */
final class MailList {

    private final Saved saved;

    MailList(Saved saved) {
        this.saved = saved;
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
        return broken;
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
