package dev.medislot.systemtests.faults.checker;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Each version of a booking, except its completion, reaches its patient, its doctor and a doctor who lost it, by one
 * mail each, whose subject says what happened and when the visit is. A mail comes again with the same Message-ID only
 * if a fault came between its acceptance by the mail server and its commit, and once for each such fault.
 */
final class Mails {

    /** The faults that come between a mail and its commit. */
    private static final Pattern BETWEEN = Pattern.compile(Saved.PROCESS_OF + "notification-service|postgresql|smtp");
    /** A connection that was lost during a fault is given up that much later. */
    private static final long MAX_AFTERMATH = Duration.ofSeconds(30).toMillis();
    private static final DateTimeFormatter SUBJECT_TIME = DateTimeFormatter.ofPattern("EEE, MMM d, h:mm a z",
            Locale.US);

    private enum Kind {
        CREATED("Appointment confirmed|New appointment"),
        CANCELLED("Appointment cancelled"),
        MOVED("Appointment (moved|with|now|changed).*"),
        OTHER("");

        private final Pattern subject;

        Kind(String subject) {
            this.subject = Pattern.compile(subject);
        }

        static Kind of(String subject) {
            return List.of(CREATED, CANCELLED, MOVED)
                    .stream()
                    .filter(kind -> kind.subject.matcher(subject).matches())
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    /** What a mail says to its reader. */
    private record News(String booking, String to, Kind kind, String time) {

        @Override
        public String toString() {
            return "%s to %s: %s, %s".formatted(booking, to, kind, time);
        }
    }

    private final Saved saved;
    private final ZoneId zone;
    private final Map<String, String> addresses = new HashMap<>();

    Mails(Saved saved) {
        this.saved = saved;
        this.zone = saved.zone();
        saved.history("doctor").forEach(this::know);
        saved.history("patient").forEach(this::know);
    }

    private void know(JsonNode person) {
        addresses.put(Saved.text(person, "id"), Saved.text(person, "email"));
    }

    List<String> broken() {
        var wanted = new HashMap<News, Integer>();
        saved.versions.forEach((id, versions) -> versions
                .forEach(version -> wanted(id, version).forEach(news -> wanted.merge(news, 1, Integer::sum))));
        var there = new HashMap<News, Set<String>>();
        saved.inbox.forEach(mail -> {
            var booking = booking(mail);
            if (saved.versions.containsKey(booking)) {
                there.computeIfAbsent(sent(booking, mail), _ -> new HashSet<>()).add(Saved.text(mail, "messageId"));
            }
        });
        var broken = new ArrayList<String>();
        var all = new HashSet<>(wanted.keySet());
        all.addAll(there.keySet());
        for (var news : all) {
            int count = there.getOrDefault(news, Set.of()).size();
            if (count != wanted.getOrDefault(news, 0)) {
                broken.add("%d mails about booking %s for %d versions".formatted(count, news,
                        wanted.getOrDefault(news, 0)));
            }
        }
        repeats(broken);
        return broken;
    }

    /** The id of the booking that a mail is about. */
    static String booking(JsonNode mail) {
        return Saved.text(mail, "references").replaceAll("^<|@.*$", "");
    }

    private void repeats(List<String> broken) {
        var faults = Faults.ofParts(BETWEEN, MAX_AFTERMATH, saved.history);
        var copies = saved.inbox.stream().collect(Collectors.groupingBy(mail -> Saved.text(mail, "messageId")));
        copies.forEach((id, same) -> {
            var times = same.stream().map(mail -> mail.path("at").asLong()).sorted().toList();
            var unused = new ArrayList<>(faults);
            if (times.subList(0, times.size() - 1).stream().anyMatch(at -> !isExcused(at, unused))) {
                broken.add(
                        "mail %s to %s came %d times".formatted(id, Saved.text(same.getFirst(), "to"), times.size()));
            }
        });
    }

    /** Uses up the fault that excuses a copy. */
    private boolean isExcused(long at, List<Faults.Time> unused) {
        var fault = unused.stream().filter(time -> time.overlaps(at, at)).findFirst();
        fault.ifPresent(unused::remove);
        return fault.isPresent() && saved.excuse("mails that came again");
    }

    private static News sent(String booking, JsonNode mail) {
        var subject = Saved.text(mail, "subject").split(": ", 2);
        return new News(booking, Saved.text(mail, "to"), Kind.of(subject[0]), subject[subject.length - 1]);
    }

    /** A doctor who gets a moved booking reads of a new one, and the one who lost it of a cancellation. */
    private List<News> wanted(String booking, JsonNode version) {
        if (Saved.text(version, "status").equals("COMPLETED")) {
            return List.of();
        }
        var slot = version.path("slot");
        var doctor = Saved.text(version, "doctorId");
        var former = Saved.text(version, "previousDoctorId");
        var isPassedOn = !former.isEmpty() && !former.equals(doctor);
        var kind = Saved.text(version, "status").equals("CANCELLED") ? Kind.CANCELLED
                : version.path("version").asInt() == 1 ? Kind.CREATED : Kind.MOVED;
        var news = new ArrayList<News>();
        news.add(news(booking, Saved.text(version, "patientId"), kind, slot));
        news.add(news(booking, doctor, isPassedOn ? Kind.CREATED : kind, slot));
        if (isPassedOn) {
            news.add(news(booking, former, Kind.CANCELLED, version.path("previousSlot")));
        }
        news.removeIf(each -> each.to().isEmpty());
        return news;
    }

    private News news(String booking, String person, Kind kind, JsonNode slot) {
        return new News(booking, addresses.getOrDefault(person, ""), kind, time(slot, zone));
    }

    /** The start of a slot as subjects show it. */
    static String time(JsonNode slot, ZoneId zone) {
        return SUBJECT_TIME.format(Instant.parse(Saved.text(slot, "start")).atZone(zone));
    }
}
