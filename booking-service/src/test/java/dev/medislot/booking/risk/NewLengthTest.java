package dev.medislot.booking.risk;

import static dev.medislot.common.UsState.NV;
import static dev.medislot.common.UsState.WA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.medislot.booking.ApiCaller;
import dev.medislot.booking.BookingTest;
import dev.medislot.booking.StoredClinic;
import dev.medislot.common.DoctorId;
import dev.medislot.common.SlotId;
import dev.medislot.common.event.Topics;
import dev.medislot.testkit.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A booking of an hour, whose doctor then offers the same start in another length. */
@BookingTest
class NewLengthTest {

    @Autowired
    StoredClinic clinic;

    private DoctorId doctor;
    private SlotId slot;
    private ApiCaller patient;
    private String id;

    @BeforeEach
    void aVisitOfAnHour() {
        doctor = clinic.doctor(WA, NV);
        slot = clinic.day(doctor, 9, 1).getFirst();
        patient = clinic.patient(WA);
        id = patient.book(slot).id();
    }

    private void offers(int minutes) {
        clinic.close(doctor);
        clinic.slots(doctor, Duration.ofMinutes(minutes), List.of(slot.start()));
        clinic.license(doctor, Set.of(WA, NV));
    }

    private String endAfter(int minutes) {
        return slot.start().plus(Duration.ofMinutes(minutes)).toString();
    }

    private List<String> atRisk() {
        return clinic.staff()
                .get("/bookings/at-risk?doctorId=" + doctor)
                .list("items")
                .stream()
                .map(item -> item.at("/booking/id").asString())
                .toList();
    }

    @Test
    void aMoveToTheOwnSlotTakesItsNewLength() {
        offers(25);
        assertThat(atRisk()).containsExactly(id);

        var moved = clinic.staff().move(id, slot);

        assertThat(moved.text("end")).isEqualTo(endAfter(25));
        assertThat(moved.header("ETag")).contains("\"2\"");
        assertThat(atRisk()).isEmpty();
        assertThat(patient.get("/bookings/" + id + "/history").texts("items", "change")).containsExactly("CREATED",
                "MOVED");
        var after = clinic.slots(doctor, Duration.ofMinutes(25), List.of(slot.start().plus(Duration.ofMinutes(25))));
        assertThat(clinic.patient(WA).book(after.getFirst()).problem()).isEqualTo("ok");
        try (var events = new EventLog(Topics.BOOKINGS)) {
            await().until(() -> events.of(id).size() == 2);
            assertThat(events.of(id).getLast().value()).contains("\"end\":\"" + endAfter(25),
                    "\"previousSlot\":{\"id\":\"" + slot, "\"end\":\"" + endAfter(60));
        }
    }

    @Test
    void theSameLengthOrNoSlotChangesNothing() {
        assertThat(patient.move(id, slot).header("ETag")).contains("\"1\"");
        offers(60);
        assertThat(clinic.staff().move(id, slot).header("ETag")).contains("\"1\"");
        clinic.close(doctor);
        assertThat(clinic.staff().move(id, slot).header("ETag")).contains("\"1\"");
        offers(45);
        assertThat(patient.move(id, slot).header("ETag")).contains("\"2\"");
        assertThat(patient.move(id, slot).header("ETag")).contains("\"2\"");
    }

    @Test
    void aLongerVisitCollidesTruthfully() {
        var next = clinic.slot(doctor, slot.start().plus(StoredClinic.VISIT));
        var neighbour = clinic.patient(WA).book(next).id();
        offers(90);

        assertThat(clinic.staff().move(id, slot).problem()).isEqualTo("slot-taken");
        clinic.staff().cancel(neighbour);
        var elsewhere = clinic.slot(clinic.doctor(WA), slot.start().plus(StoredClinic.VISIT));
        var own = patient.book(elsewhere).id();
        var busy = clinic.staff().move(id, slot);
        assertThat(busy.problem()).isEqualTo("patient-busy");
        assertThat(busy.text("bookingId")).isEqualTo(own);
        assertThat(patient.get("/bookings/" + id).header("ETag")).contains("\"1\"");
        clinic.staff().cancel(own);
        assertThat(clinic.staff().move(id, slot).text("end")).isEqualTo(endAfter(90));
    }

    @Test
    void anotherStateAndANewLengthIsAMove() {
        offers(30);

        patient.patch("/bookings/" + id, Map.of("slotId", slot.toString(), "patientState", "NV"));

        var last = patient.get("/bookings/" + id + "/history").list("items").getLast();
        assertThat(last.path("change").asString()).isEqualTo("MOVED");
        assertThat(last.path("patientState").asString()).isEqualTo("NV");
        assertThat(last.path("end").asString()).isEqualTo(endAfter(30));
    }

    @Test
    void proposalsHoldTheWholeVisit() {
        var tooShort = clinic.doctor(WA);
        var longer = clinic.doctor(WA);
        clinic.slots(tooShort, Duration.ofMinutes(30), List.of(slot.start()));
        clinic.slots(longer, Duration.ofMinutes(75), List.of(slot.start()));
        offers(30);

        assertThat(proposedDoctors()).contains(longer.toString()).doesNotContain(tooShort.toString());
        patient.book(clinic.slot(clinic.doctor(WA), slot.start().plus(StoredClinic.VISIT)));
        assertThat(proposedDoctors()).doesNotContain(longer.toString());
    }

    @Test
    void theSameSpecialtyIsProposedFirst() {
        var other = clinic.doctor(WA);
        var same = clinic.doctor(WA);
        Stream.of(other, same).forEach(each -> clinic.slots(each, Duration.ofMinutes(75), List.of(slot.start())));
        clinic.specialty(other, "Aaa");
        clinic.specialty(same, "Dermatology");
        clinic.specialty(doctor, "dermatology");
        offers(30);

        assertThat(proposedDoctors()).startsWith(same.toString()).contains(other.toString());
    }

    private List<String> proposedDoctors() {
        return clinic.staff().get("/bookings/at-risk?doctorId=" + doctor).texts("items/0/proposals", "doctorId");
    }
}
