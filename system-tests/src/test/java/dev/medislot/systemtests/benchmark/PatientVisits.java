package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Visits of the pages for patients, with and without a login. */
final class PatientVisits {

    private static final int PATIENTS = 10;
    private static final String STATE = "SD";

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    /** The pages of several patients in turn, so that no patient's limit is reached. */
    List<MeasuredPage> pages() {
        var doctor = clinic.aDoctor("America/Chicago", STATE);
        var slots = clinic.openings(doctor, STATE);
        var pages = new ArrayList<MeasuredPage>();
        for (int i = 0; i < PATIENTS; i++) {
            pages.addAll(withoutLogin());
            pages.addAll(withLogin(slots.get(i).id(), slots.get(PATIENTS + i).id()));
        }
        return pages;
    }

    private static List<MeasuredPage> withoutLogin() {
        return MeasuredPage.of("", "/", "/book?state=" + STATE, "/login", "/register", "/account/forgot-password",
                "/account/reset-password", "/account/confirm-email");
    }

    private List<MeasuredPage> withLogin(String bookedSlot, String openSlot) {
        var patient = medislot.aConfirmedPatient(STATE);
        var token = medislot.tokens().of(patient.id(), STATE);
        var booking = clinic.books(patient, bookedSlot).isCreated().text("id");
        var entry = patient.api()
                .post("/api/v1/waitlist",
                        Map.of("state", STATE, "from", LocalDate.now().toString(), "to",
                                LocalDate.now().plusDays(1).toString()))
                .isCreated()
                .text("id");
        return List.of(new MeasuredPage("`/` with login", "/", token),
                new MeasuredPage("`/book` with login", "/book?state=" + STATE, token),
                new MeasuredPage("`/book/openings`, changed",
                        "/book/openings?state=%s&zone=America/Chicago&seen=x&since=%d".formatted(STATE,
                                Instant.now().getEpochSecond()),
                        token),
                new MeasuredPage("`/book/{slot}`", "/book/%s?state=%s".formatted(openSlot, STATE), token),
                MeasuredPage.of("/appointments", token),
                new MeasuredPage("`/appointments/{id}`", "/appointments/" + booking, token),
                new MeasuredPage("`/appointments/{id}/calendar.ics`",
                        "/appointments/%s/calendar.ics".formatted(booking), token),
                MeasuredPage.of("/waitlist", token), new MeasuredPage("`/waitlist/{id}`", "/waitlist/" + entry, token),
                MeasuredPage.of("/account", token));
    }
}
