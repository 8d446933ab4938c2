package dev.medislot.systemtests.faults;

import dev.medislot.testkit.Api;
import java.net.URI;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The names of a patient and a doctor as each service shows them.
 *
 * @param booking of a visit of these two
 * @param patientsFeed the path of the calendar feed in which the notification service names the doctor
 * @param doctorsFeed the path of the one in which it names the patient
 */
record NameViews(String booking, String patient, String doctor, String patientsFeed, String doctorsFeed) {

    private static final String TITLE = "SUMMARY:Appointment with ";

    void writeTo(History end, Client desk, URI gateway) throws InterruptedException {
        var profile = desk.get("/doctors/" + doctor).body();
        var visit = desk.get("/bookings/" + booking).body();
        var api = Api.at(gateway);
        write(end, "availability-service", doctor,
                "%s %s".formatted(text(profile, "firstName"), text(profile, "lastName")));
        write(end, "booking-service", doctor, text(visit, "doctorName"));
        write(end, "booking-service", patient, text(visit, "patientName"));
        write(end, "notification-service", doctor, inFeed(api.get(patientsFeed).text(), booking));
        write(end, "notification-service", patient, inFeed(api.get(doctorsFeed).text(), booking));
    }

    private static void write(History end, String service, String person, String name) {
        end.write("name", "service", service, "person", person, "name", name);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    /** The other person of a visit, or an empty text. Long lines of the feed are folded. */
    static String inFeed(String feed, String booking) {
        return Stream.of(feed.replaceAll("\r?\n[ \t]", "").split("BEGIN:VEVENT"))
                .filter(event -> event.contains("UID:" + booking))
                .flatMap(String::lines)
                .filter(line -> line.startsWith(TITLE))
                .map(line -> line.substring(TITLE.length()))
                .findFirst()
                .orElse("");
    }
}
