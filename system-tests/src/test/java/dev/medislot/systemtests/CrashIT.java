package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that is killed in the worst moment loses nothing and repeats nothing. */
class CrashIT {

    private final Medislot medislot = Medislot.running();
    private final Clinic clinic = medislot.clinic();

    @Test
    void aBookingOutlivesTheKillOfItsService() {
        var doctor = clinic.aDoctor("America/Anchorage", "AK");
        var patient = clinic.aPatient("AK");
        var openings = clinic.openings(doctor, "AK");
        clinic.books(patient, openings.getLast().id()).expect(201);

        var booked = patient.api().post("/api/v1/bookings", Map.of("slotId", openings.getFirst().id())).expect(201);
        medislot.booking().crash();
        patient.api().get("/api/v1/bookings").expectProblem(503, "unavailable");
        clinic.api().get("/api/v1/slots?state=AK").expect(200);
        medislot.booking().crashAndStart();

        patient.api().get(booked.header("Location")).expect(200);
        var event = medislot.events().ofBooking(booked.text("id"), 1).getFirst();
        assertThat(event.type()).isEqualTo("BookingCreated");
        medislot.mails().to(patient, 2);
        medislot.mails().to(doctor, 2);
        // told again where the crash came before the acknowledgement, but never as something new
        assertThat(medislot.events().ofBooking(booked.text("id"))).extracting(told -> told.headers().get("ce_id"))
                .containsOnly(event.headers().get("ce_id"));
        assertThat(medislot.mails().to(patient)).hasSize(2);
        assertThat(medislot.mails().to(doctor)).hasSize(2);
    }

    @Test
    void aMailOutlivesTheKillOfItsService() {
        var doctor = clinic.aDoctor("Pacific/Honolulu", "HI");
        var patient = clinic.aPatient("HI");
        var openings = clinic.openings(doctor, "HI");

        medislot.notification().crash();
        clinic.books(patient, openings.getFirst().id()).expect(201);
        medislot.notification().crashAndStart();

        assertThat(medislot.mails().to(patient, 1)).hasSize(1);
        assertThat(medislot.mails().to(doctor, 1)).hasSize(1);
    }
}
