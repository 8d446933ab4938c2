package dev.medislot.availability.hours;

import dev.medislot.availability.schedule.Edit;
import dev.medislot.availability.schedule.EditMode;
import dev.medislot.availability.schedule.EditSchedule;
import dev.medislot.common.DoctorId;
import dev.medislot.service.idempotency.KeyedRequest;
import dev.medislot.service.idempotency.Once;
import dev.medislot.service.security.Caller;
import dev.medislot.web.EntityTag;
import dev.medislot.web.problem.Refused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Takes time off and gives it back; openings follow in the same transaction. */
@Component
class EditTimeOff {

    /** Time off is never changed, only taken and given back. */
    static final long VERSION = 1;

    private static final TypeReference<Edit<TimeOff>> OUTCOME = new TypeReference<>() {
    };

    private final TimeOffs timeOffs;
    private final EditSchedule editSchedule;

    EditTimeOff(TimeOffs timeOffs, EditSchedule editSchedule) {
        this.timeOffs = timeOffs;
        this.editSchedule = editSchedule;
    }

    Once<Edit<TimeOff>> take(DoctorId doctor, TimeOff timeOff, EditMode mode, Caller caller, KeyedRequest keyed) {
        return editSchedule.create(doctor, mode, caller.actor(), keyed, OUTCOME, _ -> {
            timeOffs.add(doctor, timeOff);
            return Edit.made(timeOff, VERSION);
        });
    }

    Edit<TimeOff> giveBack(DoctorId doctor, UUID id, @Nullable String ifMatch, EditMode mode, Caller caller) {
        return editSchedule.edit(doctor, mode, caller.actor(), _ -> {
            var timeOff = timeOffs.find(doctor, id).orElseThrow(Refused::notFound);
            if (!EntityTag.matches(ifMatch, VERSION)) {
                return new Edit.Stale<>(VERSION);
            }
            timeOffs.delete(id);
            return Edit.made(timeOff, VERSION);
        });
    }
}
