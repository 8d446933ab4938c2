package dev.medislot.quickstart;

import static dev.medislot.quickstart.ExampleApi.JSON;

import dev.medislot.common.BookingStatus;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.common.SlotId;
import dev.medislot.common.UsState;
import dev.medislot.common.VisitMode;
import dev.medislot.common.event.Actor;
import dev.medislot.common.event.BookingCancelled;
import dev.medislot.common.event.BookingCreated;
import dev.medislot.common.event.BookingEvent;
import dev.medislot.common.event.BookingUpdated;
import dev.medislot.common.event.SlotTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The events of visits of the past, as the booking service would have published them. */
final class ExampleEvents {

    private final ExampleData data;

    ExampleEvents(ExampleData data) {
        this.data = data;
    }

    BookingEvent event(ExampleVisit visit, BookingStatus status, Instant at) {
        var id = id(visit);
        var patient = UUID.fromString(data.person(visit.text("patient")));
        var doctor = UUID.fromString(data.person(visit.text("doctor")));
        var state = UsState.valueOf(data.account(visit.text("patient")).at("/account/address/state").asString(""));
        var type = type(visit);
        var typeId = type == null ? null : UUID.fromString(data.visitType(visit.text("type")));
        var mode = type == null ? null : VisitMode.valueOf(type.path("mode").asString(""));
        var end = visit.start().plus(Duration.ofMinutes(minutes(visit)));
        var slot = new SlotTime(new SlotId(new DoctorId(doctor), visit.start(), typeId), visit.start(), end);
        var from = type == null ? null : visit.start();
        var until = type == null ? null : end;
        var name = type == null ? null : visit.text("type");
        var byPatient = new Actor(patient, Role.PATIENT);
        return switch (status) {
            case CONFIRMED -> new BookingCreated(id, 1, at, byPatient, status, patient, state, doctor, slot, null, null,
                    typeId, mode, from, until, name);
            case CANCELLED -> new BookingCancelled(id, 2, at, byPatient, status, patient, state, doctor, slot, null,
                    null, typeId, mode, from, until, null, name);
            case COMPLETED, NO_SHOW -> new BookingUpdated(id, 2, at, new Actor(doctor, Role.DOCTOR), status, patient,
                    state, doctor, slot, null, null, typeId, mode, from, until, name);
        };
    }

    /** An id that depends on the data of the visit alone, so that a repeat adds nothing. */
    static UUID id(ExampleVisit visit) {
        return UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(visit.data()));
    }

    private @Nullable JsonNode type(ExampleVisit visit) {
        return data.examples()
                .path("visitTypes")
                .valueStream()
                .filter(type -> type.path("name").asString("").equals(visit.text("type")))
                .findFirst()
                .orElse(null);
    }

    private int minutes(ExampleVisit visit) {
        var doctor = data.doctor(visit.text("doctor"));
        var type = type(visit);
        return type == null ? doctor.at("/account/slotMinutes").asInt()
                : doctor.path("visitTypes")
                        .valueStream()
                        .filter(own -> own.path("name").equals(type.path("name")))
                        .findFirst()
                        .orElse(type)
                        .path("minutes")
                        .asInt(type.path("minutes").asInt());
    }
}
