package dev.medislot.systemtests.benchmark;

import dev.medislot.systemtests.kit.Clinic;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.Opening;
import dev.medislot.systemtests.kit.Person;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Visits of the pages for the front desk. */
final class DeskVisits {

    private static final int STAFF = 5;
    private static final int DOCTORS = 5;
    private static final String STATE = "SD";
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    /** The pages of several colleagues in turn, so that no limit of one is reached. */
    List<MeasuredPage> pages() {
        var patient = medislot.aConfirmedPatient(STATE);
        var slots = new ArrayList<Opening>();
        for (int i = 0; i < DOCTORS; i++) {
            var openings = clinic.openings(clinic.aDoctor(ZONE.getId(), STATE), STATE);
            slots.addAll(openings.subList(0, 2));
        }
        var booking = clinic.books(patient, slots.getFirst().id()).isCreated().text("id");
        var pages = new ArrayList<MeasuredPage>();
        for (int i = 0; i < STAFF; i++) {
            pages.addAll(of(token(), patient, booking, slots.getLast()));
        }
        return pages;
    }

    private static List<MeasuredPage> of(String token, Person patient, String booking, Opening open) {
        var pages = new ArrayList<>(MeasuredPage.of(token, "/desk", "/desk/todo", "/desk/patients",
                "/desk/patients/found?q=Quillfeather", "/desk/patients/new", "/desk/team", "/desk/team/doctors/new",
                "/desk/team/staff", "/desk/team/visits", "/desk/team/closures", "/desk/account"));
        var day = "date=%s&state=%s".formatted(open.start().atZone(ZONE).toLocalDate(), STATE);
        pages.add(new MeasuredPage("`/desk` of a state", "/desk?" + day, token));
        pages.add(new MeasuredPage("`/desk/board`, changed",
                "/desk/board?%s&seen=x&since=%d".formatted(day, Instant.now().getEpochSecond()), token));
        pages.add(new MeasuredPage("`/desk/patients/{id}`", "/desk/patients/" + patient.id(), token));
        pages.add(new MeasuredPage("`/desk/patients/{id}/access`", "/desk/patients/%s/access".formatted(patient.id()),
                token));
        pages.add(new MeasuredPage("`/desk/appointments/{id}`", "/desk/appointments/" + booking, token));
        pages.add(new MeasuredPage("`/desk/team/doctors/{id}`", "/desk/team/doctors/" + open.doctorId(), token));
        pages.addAll(ofBooking(token, patient, "/desk/book/" + open.id()));
        return pages;
    }

    private static List<MeasuredPage> ofBooking(String token, Person patient, String path) {
        return List.of(new MeasuredPage("`/desk/book/{slot}`", path, token),
                new MeasuredPage("`/desk/book/{slot}/patients`", path + "/patients?q=Quillfeather", token),
                new MeasuredPage("`/desk/book/{slot}/confirm`", path + "/confirm?patient=" + patient.id(), token));
    }

    private String token() {
        var account = Map.of("email", Clinic.anEmail("staff"), "password", Clinic.PASSWORD);
        medislot.staff().api().post("/api/v1/staff", account).isCreated();
        return clinic.api().post("/api/v1/staff/login", account).isOk().text("accessToken");
    }
}
