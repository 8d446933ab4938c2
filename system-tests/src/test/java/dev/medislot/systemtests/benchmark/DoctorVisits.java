package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Visits of the pages for doctors. */
final class DoctorVisits {

    private static final int DOCTORS = 5;
    private static final int BOOKINGS = 4;
    private static final String STATE = "SD";
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    /** The pages of several doctors in turn, so that no doctor's limit is reached. */
    List<MeasuredPage> pages() {
        var pages = new ArrayList<MeasuredPage>();
        for (int i = 0; i < DOCTORS; i++) {
            pages.addAll(MeasuredPage.of("", "/team/login", "/team/register"));
            pages.addAll(withLogin());
        }
        return pages;
    }

    private List<MeasuredPage> withLogin() {
        var patient = medislot.aConfirmedPatient(STATE);
        var doctor = clinic.aDoctor(ZONE.getId(), STATE);
        var booked = clinic.openings(doctor, STATE).subList(0, BOOKINGS);
        var bookings = booked.stream().map(slot -> clinic.books(patient, slot.id()).isCreated().text("id")).toList();
        takeTimeOff(doctor);
        var license = doctor.api().get("/api/v1/doctors/me/licenses").isOk().list("items").getFirst();
        var token = token(doctor);
        var pages = new ArrayList<>(MeasuredPage.of(token, "/doctor", "/doctor/hours", "/doctor/time-off",
                "/doctor/licenses", "/doctor/visits", "/doctor/account"));
        var day = date(booked.getFirst());
        pages.add(new MeasuredPage("`/doctor` with visits", "/doctor?day=" + day, token));
        pages.add(new MeasuredPage("`/doctor/hours/dates/{date}`", "/doctor/hours/dates/" + day, token));
        pages.add(new MeasuredPage("`/doctor/licenses/{id}`", "/doctor/licenses/" + license.path("id").asString(),
                token));
        pages.add(
                new MeasuredPage("`/doctor/appointments/{id}`", "/doctor/appointments/" + bookings.getFirst(), token));
        return pages;
    }

    private static void takeTimeOff(Person doctor) {
        var begin = LocalDate.now(ZONE).plusMonths(1).atStartOfDay();
        doctor.api()
                .post("/api/v1/doctors/me/time-off",
                        Map.of("start", begin.toString(), "end", begin.plusDays(1).toString()))
                .isCreated();
    }

    private static LocalDate date(Opening slot) {
        return slot.start().atZone(ZONE).toLocalDate();
    }

    private String token(Person doctor) {
        return clinic.api()
                .post("/api/v1/doctors/login", Map.of("email", doctor.email(), "password", doctor.password()))
                .isOk()
                .text("accessToken");
    }
}
