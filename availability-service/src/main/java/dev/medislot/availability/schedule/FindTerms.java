package dev.medislot.availability.schedule;

import dev.medislot.availability.slot.SlotSettings;
import dev.medislot.common.DoctorId;
import dev.medislot.web.problem.Refused;
import org.springframework.stereotype.Component;

/** Looks doctors up by id. */
@Component
public class FindTerms {

    private final Schedules schedules;

    FindTerms(Schedules schedules) {
        this.schedules = schedules;
    }

    /** Throws {@link Refused} when there is no such doctor. */
    public SlotSettings of(DoctorId doctor) {
        return schedules.find(doctor).orElseThrow(Refused::notFound);
    }
}
