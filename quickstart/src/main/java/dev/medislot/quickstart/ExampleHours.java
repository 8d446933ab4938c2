package dev.medislot.quickstart;

import static dev.medislot.quickstart.ExampleApi.JSON;

import java.time.Clock;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;

/** The hours of the doctors of the example data: of the week, of single dates, and extra ones. */
record ExampleHours(ExampleApi staff, Clock clock) {

    /**
     * Stores the week last, so that its days are published once.
     *
     * @param path of the doctor
     */
    void load(JsonNode doctor, String path) {
        var today = LocalDate.ofInstant(clock.instant(), ExampleVisit.zone(doctor));
        if (doctor.has("today") && !ExampleVisit.worksOn(doctor, today)) {
            setDate(path, today, doctor.path("today"));
        }
        for (var other : doctor.path("dates")) {
            setDate(path, workday(doctor, today, other), other.path("windows"));
        }
        for (var extra : doctor.path("extra")) {
            staff.post(path + "/timeslots", timeslot(workday(doctor, today, extra), extra));
        }
        staff.put(path + "/working-hours", week(doctor));
    }

    private void setDate(String path, LocalDate date, JsonNode windows) {
        staff.put(path + "/dates/" + date, JSON.createObjectNode().set("windows", windows));
    }

    /** The first date from that day on, on which the doctor works. */
    private static LocalDate workday(JsonNode doctor, LocalDate today, JsonNode described) {
        var date = today.plusDays(described.path("day").asInt());
        while (!ExampleVisit.worksOn(doctor, date)) {
            date = date.plusDays(1);
        }
        return date;
    }

    private static JsonNode timeslot(LocalDate date, JsonNode extra) {
        return JSON.createObjectNode()
                .put("start", date + "T" + extra.path("start").asString(""))
                .put("end", date + "T" + extra.path("end").asString(""))
                .put("recurring", false);
    }

    private static JsonNode week(JsonNode doctor) {
        var hours = JSON.createObjectNode();
        hours.set("timeZone", doctor.at("/account/timeZone"));
        hours.set("slotMinutes", doctor.at("/account/slotMinutes"));
        hours.set("week", doctor.path("week"));
        return hours;
    }
}
