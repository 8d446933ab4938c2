package dev.medislot.notification;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.SlotTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One booking's life, as the events of its versions. */
public final class Life {

    private final UUID id = UUID.randomUUID();
    private final ContactChanged patient;
    private ContactChanged doctor;
    private SlotTime slot;
    private int version = 0;
    private Instant occurredAt = Instant.now();

    private Life(ContactChanged patient, ContactChanged doctor, Instant start) {
        this.patient = patient;
        this.doctor = doctor;
        this.slot = slot(doctor, start);
    }

    public static Life of(ContactChanged patient, ContactChanged doctor, Instant start) {
        return new Life(patient, doctor, start);
    }

    public UUID id() {
        return id;
    }

    /** Sets the time of the next events. */
    public Life at(Instant moment) {
        occurredAt = moment;
        return this;
    }

    public BookingCreated created() {
        return new BookingCreated(id, ++version, occurredAt, actor(), BookingStatus.CONFIRMED, patient.personId(),
                UsState.CA, doctor.personId(), slot, null, null);
    }

    public BookingUpdated movedTo(Instant start) {
        return movedTo(doctor, start);
    }

    public BookingUpdated movedTo(ContactChanged otherDoctor, Instant start) {
        return movedTo(otherDoctor, start, Duration.ofHours(1));
    }

    /** Moves the visit, also with another length. */
    public BookingUpdated movedTo(ContactChanged otherDoctor, Instant start, Duration length) {
        var previousSlot = slot;
        var previousDoctor = doctor;
        doctor = otherDoctor;
        slot = new SlotTime(new SlotId(new DoctorId(doctor.personId()), start), start, start.plus(length));
        return new BookingUpdated(id, ++version, occurredAt, actor(), BookingStatus.CONFIRMED, patient.personId(),
                UsState.CA, doctor.personId(), slot, previousSlot, previousDoctor.personId());
    }

    /** Only the end changes; the event names no former doctor. */
    public BookingUpdated resized(Duration length) {
        var previousSlot = slot;
        slot = new SlotTime(slot.id(), slot.start(), slot.start().plus(length));
        return new BookingUpdated(id, ++version, occurredAt, actor(), BookingStatus.CONFIRMED, patient.personId(),
                UsState.CA, doctor.personId(), slot, previousSlot, null);
    }

    /** Only the visit type changes. */
    public BookingUpdated ofType(UUID visitType, VisitMode mode) {
        var previousSlot = slot;
        slot = new SlotTime(new SlotId(slot.id().doctor(), slot.start(), visitType), slot.start(), slot.end());
        return new BookingUpdated(id, ++version, occurredAt, actor(), BookingStatus.CONFIRMED, patient.personId(),
                UsState.CA, doctor.personId(), slot, previousSlot, null, visitType, mode, null, null, "Follow-up");
    }

    /** The patient will be in another state then. */
    public BookingUpdated relocated() {
        return new BookingUpdated(id, ++version, occurredAt, actor(), BookingStatus.CONFIRMED, patient.personId(),
                UsState.NV, doctor.personId(), slot, null, null);
    }

    public BookingUpdated completed() {
        return closed(BookingStatus.COMPLETED);
    }

    public BookingUpdated closed(BookingStatus status) {
        return new BookingUpdated(id, ++version, occurredAt, actor(), status, patient.personId(), UsState.CA,
                doctor.personId(), slot, null, null);
    }

    public BookingCancelled cancelled() {
        return new BookingCancelled(id, ++version, occurredAt, actor(), BookingStatus.CANCELLED, patient.personId(),
                UsState.CA, doctor.personId(), slot, null, null);
    }

    public BookingCancelled cancelledBy(Role role) {
        return new BookingCancelled(id, ++version, occurredAt, new Actor(UUID.randomUUID(), role),
                BookingStatus.CANCELLED, patient.personId(), UsState.CA, doctor.personId(), slot, null, null);
    }

    private Actor actor() {
        return new Actor(patient.personId(), Role.PATIENT);
    }

    private static SlotTime slot(ContactChanged doctor, Instant start) {
        return new SlotTime(new SlotId(new DoctorId(doctor.personId()), start), start, start.plus(Duration.ofHours(1)));
    }
}
