package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.availability.schedule.Window;
import dev.medislot.common.DoctorId;
import dev.medislot.common.problem.ProblemType;
import dev.medislot.common.problem.Refused;
import dev.medislot.common.security.Caller;
import dev.medislot.common.web.EntityTag;
import dev.medislot.common.web.MergePatch;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Adds, changes and removes single timeslots; openings follow in the same transaction. */
@Component
class EditTimeslots {

    private final Timeslots timeslots;
    private final EditSchedule editSchedule;
    private final MergePatch mergePatch;

    EditTimeslots(Timeslots timeslots, EditSchedule editSchedule, MergePatch mergePatch) {
        this.timeslots = timeslots;
        this.editSchedule = editSchedule;
        this.mergePatch = mergePatch;
    }

    Edit<Timeslot> add(DoctorId doctor, Window window, EditMode mode, Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(),
                _ -> store(doctor, new Timeslot(UUID.randomUUID(), 1, window), 1));
    }

    Edit<Timeslot> change(DoctorId doctor, UUID id, ObjectNode patch, @Nullable String ifMatch, EditMode mode,
            Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), _ -> {
            var timeslot = timeslots.find(doctor, id).orElseThrow(Refused::notFound);
            EntityTag.requireMatch(ifMatch, timeslot.version());
            var terms = mergePatch.apply(patch, TimeslotTerms.of(timeslot.window()), TimeslotTerms.class);
            timeslots.delete(id);
            var changed = new Timeslot(id, timeslot.version() + 1, terms.window());
            return store(doctor, changed, mode.versionAfter(timeslot.version(), changed.version()));
        });
    }

    Edit<Timeslot> remove(DoctorId doctor, UUID id, @Nullable String ifMatch, EditMode mode, Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), _ -> {
            var timeslot = timeslots.find(doctor, id).orElseThrow(Refused::notFound);
            EntityTag.requireMatch(ifMatch, timeslot.version());
            timeslots.delete(id);
            timeslots.countChange(doctor);
            return Edit.made(timeslot, timeslot.version());
        });
    }

    private Edit<Timeslot> store(DoctorId doctor, Timeslot timeslot, long version) {
        if (!timeslots.add(doctor, timeslot)) {
            return Edit.rejected(ProblemType.OVERLAP, "Another timeslot of the doctor takes some of that time");
        }
        timeslots.countChange(doctor);
        return Edit.made(timeslot, version);
    }
}
