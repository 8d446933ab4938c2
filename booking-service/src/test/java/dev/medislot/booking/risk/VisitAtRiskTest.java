package dev.medislot.booking.risk;

import static dev.medislot.common.UsState.ID;
import static dev.medislot.common.UsState.MT;
import static dev.medislot.common.UsState.UT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.booking.StoredClinic.Type;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bookings of a visit type whose doctor can no longer see the patient. */
@BookingTest
class VisitAtRiskTest {

    private static final Instant START = LocalDate.now(ZoneOffset.UTC)
            .plusDays(17)
            .atTime(16, 0)
            .toInstant(ZoneOffset.UTC);

    @Autowired
    private StoredClinic clinic;

    private final Type type = Type.ofMinutes(40);

    private DoctorId offering(Type offered, UsState... states) {
        var doctor = clinic.doctor(states);
        clinic.offer(doctor, List.of(START), offered);
        return doctor;
    }

    /** The licenses, and so the states of the day. */
    private void loses(DoctorId doctor) {
        clinic.license(doctor, Set.of());
        clinic.offer(doctor, List.of(START), type);
    }

    private static SlotId slot(DoctorId doctor, Type offered) {
        return new SlotId(doctor, START, offered.id());
    }

    private List<String> proposed(DoctorId doctor) {
        return clinic.staff().get("/bookings/at-risk?doctorId=" + doctor).texts("items/0/proposals", "slotId");
    }

    private String move(ApiCaller by, String booking, SlotId slot) {
        return by.move(booking, slot).isOk().text("slotId");
    }

    @Test
    void aVisitIsMovedToAProposalInOneCall() {
        var doctor = offering(type, ID);
        var patient = clinic.patient(ID);
        var booking = patient.book(slot(doctor, type)).isCreated().id();
        var shorter = offering(type.lasting(25), ID);
        loses(doctor);

        var proposal = clinic.staff().get("/bookings/at-risk?doctorId=" + doctor).list("items/0/proposals");

        assertThat(proposal).hasSize(1);
        assertThat(proposal.getFirst().path("slotId").asString()).isEqualTo(slot(shorter, type).toString());
        assertThat(proposal.getFirst().path("visitTypeId").asString()).isEqualTo(type.id().toString());
        assertThat(proposal.getFirst().path("visitTypeName").asString()).isEqualTo(type.name());
        assertThat(proposal.getFirst().path("mode").asString()).isEqualTo("PHONE");
        var end = START.plus(Duration.ofMinutes(25)).toString();
        assertThat(proposal.getFirst().path("end").asString()).isEqualTo(end);
        var moved = clinic.staff().move(booking, proposal.getFirst().path("slotId").asString()).isOk();
        assertThat(moved.text("doctorId")).isEqualTo(shorter.toString());
        assertThat(moved.text("visitTypeId")).isEqualTo(type.id().toString());
        assertThat(moved.text("end")).isEqualTo(end);
        assertThat(proposed(doctor)).isEmpty();
    }

    @Test
    void onlyFreeDoctorsWithThatTypeAreProposed() {
        var doctor = offering(type, ID);
        var patient = clinic.patient(ID);
        patient.book(slot(doctor, type)).isCreated();
        loses(doctor);
        offering(Type.ofMinutes(40), ID);
        offering(type, MT);
        clinic.slots(clinic.doctor(ID), Duration.ofHours(1), List.of(START));
        var before = Type.ofMinutes(15);
        var buffered = new Type(type.id(), "Buffered", VisitMode.PHONE, 40, 10, 0, null);
        var busy = clinic.doctor(ID);
        var earlier = START.minus(Duration.ofMinutes(15));
        clinic.offer(busy, List.of(earlier, START), before, buffered);

        assertThat(proposed(doctor)).containsExactly(slot(busy, type).toString());
        var holder = clinic.patient(ID);
        var hold = holder.hold(slot(busy, type)).isCreated().id();
        assertThat(proposed(doctor)).isEmpty();
        holder.delete("/holds/" + hold).has(204);
        clinic.patient(ID).book(new SlotId(busy, earlier, before.id())).isCreated();
        assertThat(proposed(doctor)).isEmpty();
    }

    @Test
    void aVisitInPersonStaysInTheStateOfThePlace() {
        var there = new Type(UUID.randomUUID(), "Check-up", VisitMode.IN_PERSON, 30, 0, 0, MT);
        var elsewhere = new Type(there.id(), there.name(), VisitMode.IN_PERSON, 30, 0, 0, UT);
        var doctor = offering(there, MT, UT);
        var booking = clinic.patient(UT).book(slot(doctor, there)).isCreated();
        assertThat(booking.text("patientState")).isEqualTo("MT");
        clinic.close(doctor);
        offering(elsewhere, MT, UT);
        var near = offering(there, MT);

        assertThat(proposed(doctor)).containsExactly(slot(near, there).toString());
        assertThat(move(clinic.staff(), booking.id(), slot(near, there))).isEqualTo(slot(near, there).toString());
    }

    @Test
    void aPatientWhoMovesAwayIsProposedTheSameType() {
        var doctor = offering(type, UT);
        var there = offering(type.lasting(60), ID);
        var patient = clinic.patient(UT);
        var booking = patient.book(slot(doctor, type)).isCreated().id();

        var changed = patient.patch("/patients/me", Map.of("address", Map.of("state", "ID"))).isOk();

        assertThat(changed.texts("affectedBookings/0/proposals", "slotId"))
                .containsExactly(slot(there, type).toString());
        assertThat(move(patient, booking, slot(there, type))).isEqualTo(slot(there, type).toString());
    }
}
