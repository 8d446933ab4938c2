package dev.medislot.systemtests.faults.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Each version of a booking, except its completion, reaches its patient, its doctor and a doctor who lost it, by one
 * mail each. A mail comes again with the same Message-ID only if a fault came between its acceptance by the mail server
 * and its commit.
 */
final class Mails {

    /** The faults that come between a mail and its commit. */
    private static final Pattern BETWEEN = Pattern.compile(Saved.PROCESS_OF + "notification-service|postgresql|smtp");

    private final Saved saved;
    private final Map<String, String> addresses = new HashMap<>();

    Mails(Saved saved) {
        this.saved = saved;
        saved.history("doctor").forEach(this::know);
        saved.history("patient").forEach(this::know);
    }

    private void know(JsonNode person) {
        addresses.put(Saved.text(person, "id"), Saved.text(person, "email"));
    }

    List<String> broken() {
        var wanted = new HashMap<String, Integer>();
        saved.versions.forEach((id, versions) -> versions.forEach(
                version -> recipients(version).forEach(to -> wanted.merge(id + " to " + to, 1, Integer::sum))));
        var there = new HashMap<String, Set<String>>();
        saved.inbox.forEach(mail -> {
            var booking = Saved.text(mail, "references").replaceAll("^<|@.*$", "");
            if (saved.versions.containsKey(booking)) {
                there.computeIfAbsent(booking + " to " + Saved.text(mail, "to"), _ -> new HashSet<>())
                        .add(Saved.text(mail, "messageId"));
            }
        });
        var broken = new ArrayList<String>();
        var all = new HashSet<>(wanted.keySet());
        all.addAll(there.keySet());
        for (var key : all) {
            int count = there.getOrDefault(key, Set.of()).size();
            if (count != wanted.getOrDefault(key, 0) && !key.endsWith(" to ")) {
                broken.add(
                        "%d mails about booking %s for %d versions".formatted(count, key, wanted.getOrDefault(key, 0)));
            }
        }
        repeats(broken);
        return broken;
    }

    private void repeats(List<String> broken) {
        var copies = saved.inbox.stream().collect(Collectors.groupingBy(mail -> Saved.text(mail, "messageId")));
        copies.forEach((id, same) -> {
            var times = same.stream().map(mail -> mail.path("at").asLong()).sorted().toList();
            if (times.subList(0, times.size() - 1).stream().anyMatch(at -> !saved.isUnderFault(BETWEEN, at))) {
                broken.add(
                        "mail %s to %s came %d times".formatted(id, Saved.text(same.getFirst(), "to"), times.size()));
            }
        });
    }

    private Set<String> recipients(JsonNode version) {
        var recipients = new HashSet<String>();
        if (Saved.text(version, "status").equals("COMPLETED")) {
            return recipients;
        }
        for (var name : List.of("patientId", "doctorId", "previousDoctorId")) {
            var address = addresses.get(Saved.text(version, name));
            if (address != null) {
                recipients.add(address);
            }
        }
        return recipients;
    }
}
