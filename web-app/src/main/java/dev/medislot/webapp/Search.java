package dev.medislot.webapp;

import dev.medislot.client.booking.Booking;
import dev.medislot.client.patient.Patient;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * A search for openings, in the address of every page on the way to a booking.
 *
 * @param state where the patient will be; null for the state of their address
 * @param specialty null for all
 * @param doctor null for all
 * @param patient a dependent; null for the visitor
 * @param visit a visit type; null for all
 * @param mode null for all
 * @param move the booking to move; null for a new one
 * @param day the day that is shown; null for the first one with an opening
 */
record Search(@Nullable UsState state, @Nullable String specialty, @Nullable UUID doctor, @Nullable UUID patient,
        @Nullable UUID visit, @Nullable VisitMode mode, @Nullable UUID move,
        @Nullable @DateTimeFormat(iso = ISO.DATE) LocalDate day) {

    Search {
        specialty = TypedText.given(specialty);
    }

    static Search toMove(Booking booking) {
        return new Search(booking.patientState(), null, booking.doctorId().value(), null, booking.visitTypeId(), null,
                booking.id(), null);
    }

    Search in(UsState place) {
        return new Search(place, specialty, doctor, patient, visit, mode, move, day);
    }

    public Search with(DoctorId other) {
        return new Search(state, specialty, other.value(), patient, visit, mode, move, day);
    }

    public Search withAnySpecialty() {
        return new Search(state, null, doctor, patient, visit, mode, move, null);
    }

    /** Keeps the day, because the others may have times then. */
    public Search withAnyDoctor() {
        return new Search(state, specialty, null, patient, visit, mode, move, day);
    }

    public Search withAnyVisit() {
        return new Search(state, specialty, doctor, patient, null, mode, move, null);
    }

    public Search withAnyMode() {
        return new Search(state, specialty, doctor, patient, visit, null, move, null);
    }

    public Search withVisit(UUID type) {
        return new Search(state, specialty, doctor, patient, type, mode, move, day);
    }

    public Search on(@Nullable LocalDate date) {
        return new Search(state, specialty, doctor, patient, visit, mode, move, date);
    }

    /** The address of the openings. */
    public String page() {
        return page("/book");
    }

    /** Another page's address, with the whole search. */
    public String page(String path) {
        return criteria().page(path);
    }

    /** The criteria by name, for the hidden fields of a form. */
    public Map<String, Object> parameters() {
        return criteria().given();
    }

    private Criteria criteria() {
        return new Criteria().with("state", state)
                .with("specialty", specialty)
                .with("doctor", doctor)
                .with("patient", patient)
                .with("visit", visit)
                .with("mode", mode)
                .with("move", move)
                .with("day", day);
    }

    public @Nullable DoctorId doctorId() {
        return doctor == null ? null : new DoctorId(doctor);
    }

    public @Nullable PatientId patientId() {
        return patient == null ? null : new PatientId(patient);
    }

    /** The patient's own zone at home; the first zone of any other state. */
    static ZoneId zone(@Nullable Patient me, UsState where) {
        return me == null || where != me.address().state() ? where.zones().getFirst() : me.timeZone();
    }
}
