package dev.medislot.availability.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.web.problem.Refused;
import java.time.ZoneId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Changes the parts of a profile that the working hours have too: zone and slot length. */
@Component
public class ChangeSlotSettings {

    private final Doctors doctors;
    private final PublishDoctor publishDoctor;

    ChangeSlotSettings(Doctors doctors, PublishDoctor publishDoctor) {
        this.doctors = doctors;
        this.publishDoctor = publishDoctor;
    }

    /** Raises the versions of the doctor and of the hours. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(DoctorId id, ZoneId timeZone, int slotMinutes) {
        var doctor = doctors.find(id).orElseThrow(Refused::notFound);
        var changed = new Doctor(id, doctor.version() + 1, doctor.email(), doctor.firstName(), doctor.lastName(),
                doctor.specialty(), doctor.bio(), timeZone, slotMinutes, doctor.reminders(), doctor.language(),
                doctor.status(), doctor.emailConfirmed(), doctor.pendingEmail(), doctor.visits());
        doctors.change(changed);
        publishDoctor.publish(changed);
    }
}
