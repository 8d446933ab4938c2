package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.availability.slot.Window;
import dev.medislot.common.DoctorId;
import dev.medislot.common.ProblemType;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.security.Caller;
import dev.medislot.web.EntityTag;
import dev.medislot.web.json.MergePatch;
import dev.medislot.web.problem.Refused;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Adds, changes and removes single timeslots; openings follow in the same transaction. */
@Component
class EditTimeslots {

    private static final TypeReference<Edit<Timeslot>> OUTCOME = new TypeReference<>() {
    };

    private final Timeslots timeslots;
    private final DatesHours datesHours;
    private final EditSchedule editSchedule;
    private final MergePatch mergePatch;

    EditTimeslots(Timeslots timeslots, DatesHours datesHours, EditSchedule editSchedule, MergePatch mergePatch) {
        this.timeslots = timeslots;
        this.datesHours = datesHours;
        this.editSchedule = editSchedule;
        this.mergePatch = mergePatch;
    }

    Once<Edit<Timeslot>> add(DoctorId doctor, Window window, EditMode mode, Caller caller, KeyedRequest keyed) {
        return editSchedule.create(doctor, mode, caller.actor(), keyed, OUTCOME,
                slotSettings -> store(slotSettings, new Timeslot(UUID.randomUUID(), 1, window), 1));
    }

    Edit<Timeslot> change(DoctorId doctor, UUID id, ObjectNode patch, @Nullable String ifMatch, EditMode mode,
            Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), settings -> stored(doctor, id, ifMatch, timeslot -> {
            var patched = mergePatch.apply(patch, TimeslotRequest.of(timeslot.window()), TimeslotRequest.class);
            timeslots.delete(id);
            var changed = new Timeslot(id, timeslot.version() + 1, patched.window());
            return store(settings, changed, mode.versionAfter(timeslot.version(), changed.version()));
        }));
    }

    Edit<Timeslot> remove(DoctorId doctor, UUID id, @Nullable String ifMatch, EditMode mode, Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), _ -> stored(doctor, id, ifMatch, timeslot -> {
            timeslots.delete(id);
            timeslots.countChange(doctor);
            return Edit.made(timeslot, timeslot.version());
        }));
    }

    private Edit<Timeslot> stored(DoctorId doctor, UUID id, @Nullable String ifMatch,
            Function<Timeslot, Edit<Timeslot>> edit) {
        var timeslot = timeslots.find(doctor, id).orElseThrow(Refused::notFound);
        return EntityTag.matches(ifMatch, timeslot.version()) ? edit.apply(timeslot)
                : new Edit.Stale<>(timeslot.version());
    }

    private Edit<Timeslot> store(SlotSettings slotSettings, Timeslot timeslot, long version) {
        var doctor = slotSettings.doctor();
        if (!timeslot.window().recurring()) {
            requireToExist(timeslot.window(), slotSettings.timeZone());
            if (datesHours.find(doctor, timeslot.window().first()).isPresent()) {
                return Edit.rejected(ProblemType.OVERLAP,
                        "%s has hours of its own: change those instead".formatted(timeslot.window().first()));
            }
        }
        if (!timeslots.add(doctor, timeslot)) {
            return Edit.rejected(ProblemType.OVERLAP, "Another timeslot of the doctor takes some of that time");
        }
        timeslots.countChange(doctor);
        return Edit.made(timeslot, version);
    }

    /** A recurring timeslot only loses that hour; a single one would offer less than its times, or nothing. */
    private static void requireToExist(Window window, ZoneId zone) {
        var end = window.endOn(window.first());
        if (isSkipped(window.startOn(window.first()), zone)) {
            throw skipped("start", zone);
        }
        // a timeslot may end at the very instant of the jump
        if (isSkipped(end, zone) && isSkipped(end.minusMinutes(1), zone)) {
            throw skipped("end", zone);
        }
    }

    private static boolean isSkipped(LocalDateTime time, ZoneId zone) {
        return zone.getRules().getValidOffsets(time).isEmpty();
    }

    private static Refused skipped(String field, ZoneId zone) {
        return Refused.invalid(field, "does not exist: the clocks of %s skip it".formatted(zone));
    }
}
