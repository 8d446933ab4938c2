package dev.medislot.systemtests.faults;

import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes what the API shows of a doctor at the end. */
final class DoctorDump {

    private final Fleet fleet;
    private final History history;
    private final Client desk;
    private final History end;

    DoctorDump(Fleet fleet, History history, Client desk, History end) {
        this.fleet = fleet;
        this.history = history;
        this.desk = desk;
        this.end = end;
    }

    /** Writes a doctor with each day of the run. */
    void write(Town.Doctor doctor, LocalDate from) throws InterruptedException {
        var id = doctor.person().id();
        entries(doctor);
        ratings(id);
        for (int day = 0; day < Town.DAYS; day++) {
            day(id, from.plusDays(day).toString());
        }
        for (var type : doctor.types()) {
            for (var slot : desk.get(doctor.slots(from, type)).body().path("items")) {
                end.write("opening", "doctor", id, "visitType", type.id(), "start", slot.path("start").asString());
            }
        }
    }

    private void entries(Town.Doctor doctor) throws InterruptedException {
        var id = doctor.person().id();
        var client = Client.of(fleet.address(), history, "doctors", doctor.person());
        for (var off : client.get("/doctors/me/time-off").body().path("items")) {
            end.write("time-off", "doctor", id, "id", off.path("id").asString(), "start", off.path("start").asString(),
                    "end", off.path("end").asString());
        }
        for (var license : client.get("/doctors/me/licenses").body().path("items")) {
            end.write("licensed", "doctor", id, "id", license.path("id").asString(), "state",
                    license.path("state").asString());
        }
    }

    private void ratings(String doctor) throws InterruptedException {
        var rating = desk.get("/doctors/" + doctor).body().path("rating");
        end.write("rated", "doctor", doctor, "count", rating.path("count"), "average", rating.path("average"));
        Dump.pages(desk, "/ratings?doctorId=" + doctor, each -> end.write("rating", "doctor", doctor, "booking",
                each.path("bookingId"), "stars", each.path("stars")));
    }

    private void day(String doctor, String date) throws InterruptedException {
        var windows = desk.get("/doctors/%s/dates/%s".formatted(doctor, date)).body().path("windows");
        end.write("hours", "doctor", doctor, "date", date, "windows",
                windows.valueStream().map(DoctorDump::window).toList());
        for (var slot : desk.get("/doctors/%s/day?date=%s".formatted(doctor, date)).body().path("slots")) {
            end.write("day-slot", "doctor", doctor, "start", slot.path("start"), "end", slot.path("end"), "status",
                    slot.path("status"));
        }
        var day = desk.get("/desk/day?date=%s&timeZone=%s&doctorId=%s".formatted(date, Town.ZONE, doctor)).body();
        for (var slot : day.path("doctors").path(0).path("slots")) {
            end.write("desk-slot", "doctor", doctor, "start", slot.path("start"), "status", slot.path("status"),
                    "booking", slot.path("bookingId"), "visitTypes", visitTypes(slot));
        }
    }

    private static String window(JsonNode window) {
        return window.path("start").asString() + "-" + window.path("end").asString();
    }

    /** The ids of those that can start then; empty for the default visit. */
    private static List<String> visitTypes(JsonNode slot) {
        var visits = slot.path("visits").valueStream().map(visit -> visit.path("visitTypeId").asString()).toList();
        return visits.isEmpty() ? List.of("") : visits;
    }
}
