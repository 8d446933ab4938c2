package dev.medislot.booking.booking;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.medislot.booking.access.PatientData;
import dev.medislot.booking.claim.Attendance;
import dev.medislot.booking.claim.Claim.Granted;
import dev.medislot.booking.claim.ClaimedVisit;
import dev.medislot.booking.claim.PatientContact;
import dev.medislot.booking.claim.VisitPlace;
import dev.medislot.booking.guardian.Family;
import dev.medislot.common.BookingLink;
import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.SlotTime;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A patient's claim of a slot.
 *
 * @param changeableUntil the last moment, perhaps past, at which its patient may move or cancel it without the staff;
 *     null once it is closed or its visit has started
 * @param visitTypeId null for the default visit, as its name
 * @param joinUrl of a confirmed visit by video
 * @param place of a confirmed visit in person
 * @param phone where the doctor calls for a confirmed visit by phone
 * @param contact of the patient, while it is confirmed
 * @param visit with the doctor's time, which patients do not see
 */
public record Booking(UUID id, BookingStatus status, int version, PatientId patientId, @Nullable String patientName,
        DoctorId doctorId, @Nullable String doctorName, SlotId slotId, Instant start, Instant end, UsState patientState,
        @Nullable String reason, @Nullable String cancellationReason, Instant createdAt, Instant updatedAt,
        @Nullable Instant changeableUntil, @Nullable UUID visitTypeId, @Nullable String visitTypeName, VisitMode mode,
        @Nullable String joinUrl, @Nullable VisitPlace place, @Nullable String phone, @Nullable PatientContact contact,
        @JsonIgnore @Nullable ClaimedVisit visit) implements PatientData.Holder {

    public Booking {
        // missing in outcomes that an earlier release stored
        mode = mode == null ? VisitMode.VIDEO : mode;
    }

    @Override
    public Stream<PatientData> patientData() {
        return Stream.of(new PatientData(patientId, id));
    }

    /** Makes a booking of the default visit. */
    Booking(UUID id, BookingStatus status, int version, PatientId patientId, @Nullable String patientName,
            DoctorId doctorId, @Nullable String doctorName, SlotId slotId, Instant start, Instant end,
            UsState patientState, @Nullable String reason, @Nullable String cancellationReason, Instant createdAt,
            Instant updatedAt, @Nullable Instant changeableUntil) {
        this(id, status, version, patientId, patientName, doctorId, doctorName, slotId, start, end, patientState,
                reason, cancellationReason, createdAt, updatedAt, changeableUntil, null, null, VisitMode.VIDEO, null,
                null, null, null, null);
    }

    /** This booking with that visit type. */
    Booking of(@Nullable ClaimedVisit other) {
        return other == null
                ? new Booking(id, status, version, patientId, patientName, doctorId, doctorName, slotId, start, end,
                        patientState, reason, cancellationReason, createdAt, updatedAt, changeableUntil)
                : new Booking(id, status, version, patientId, patientName, doctorId, doctorName, slotId, start, end,
                        patientState, reason, cancellationReason, createdAt, updatedAt, changeableUntil, other.type(),
                        other.name(), other.mode(), null, null, null, null, other);
    }

    /** This booking with how its patient attends it, as long as it is confirmed. */
    Booking attendedBy(Attendance attendance) {
        return status != BookingStatus.CONFIRMED ? this : switch (mode) {
            case VIDEO -> attended(joinUrl(attendance), null, null, attendance.contact());
            case PHONE -> attended(null, null, attendance.contact().phone(), attendance.contact());
            case IN_PERSON -> attended(null, attendance.place(), null, attendance.contact());
        };
    }

    private @Nullable String joinUrl(Attendance attendance) {
        var link = attendance.videoLink();
        return link == null ? null : BookingLink.filled(link, id);
    }

    private Booking attended(@Nullable String url, @Nullable VisitPlace where, @Nullable String number,
            @Nullable PatientContact patient) {
        return new Booking(id, status, version, patientId, patientName, doctorId, doctorName, slotId, start, end,
                patientState, reason, cancellationReason, createdAt, updatedAt, changeableUntil, visitTypeId,
                visitTypeName, mode, url, where, number, patient, visit);
    }

    /** Leaves out the patient's number and date of birth, for a caller with a link instead of a login. */
    public Booking withoutContact() {
        return attended(joinUrl, place, null, null);
    }

    static Booking booked(Granted granted, @Nullable String reason, @Nullable Instant changeableUntil) {
        return new Booking(granted.id(), BookingStatus.CONFIRMED, 1, granted.patient(), granted.patientName(),
                granted.slot().id().doctor(), granted.doctorName(), granted.slot().id(), granted.slot().start(),
                granted.slot().end(), granted.patientState(), reason, null, granted.at(), granted.at(), changeableUntil)
                        .of(granted.visit())
                        .attendedBy(granted.attendance());
    }

    Booking movedTo(Granted granted, @Nullable Instant newChangeableUntil) {
        return new Booking(id, status, version + 1, patientId, granted.patientName(), granted.slot().id().doctor(),
                granted.doctorName(), granted.slot().id(), granted.slot().start(), granted.slot().end(),
                granted.patientState(), reason, cancellationReason, createdAt, granted.at(), newChangeableUntil)
                        .of(granted.visit())
                        .attendedBy(granted.attendance());
    }

    Booking closed(BookingStatus next, @Nullable String why, Instant at) {
        if (!status.mayBecome(next)) {
            throw new IllegalStateException("%s does not become %s".formatted(status, next));
        }
        return new Booking(id, next, version + 1, patientId, patientName, doctorId, doctorName, slotId, start, end,
                patientState, reason, why, createdAt, at, null).of(visit);
    }

    Booking relocated(UsState state, Instant at) {
        return new Booking(id, status, version + 1, patientId, patientName, doctorId, doctorName, slotId, start, end,
                state, reason, cancellationReason, createdAt, at, changeableUntil).of(visit)
                        .attended(joinUrl, place, phone, contact);
    }

    /** Whether the caller may see it: its patient or their guardian, its doctor or staff. */
    boolean concerns(Family family) {
        return family.mayActFor(patientId) || family.caller().is(doctorId);
    }

    SlotTime slot() {
        return new SlotTime(slotId, start, end);
    }
}
