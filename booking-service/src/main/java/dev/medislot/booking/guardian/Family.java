package dev.medislot.booking.guardian;

import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import dev.medislot.service.security.Caller;
import dev.medislot.web.problem.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A caller and the patients that they act for.
 *
 * @param patients a patient and their dependents; empty for other callers
 */
public record Family(Caller caller, List<PatientId> patients) {

    /** A caller without dependents. */
    public static Family of(Caller caller) {
        return new Family(caller, caller.role() == Role.PATIENT ? List.of(new PatientId(caller.id())) : List.of());
    }

    /** Whether the caller may see and change what belongs to that patient. */
    public boolean mayActFor(PatientId patient) {
        return caller.isStaff() || patients.contains(patient);
    }

    /** All patients that a patient acts for; refuses a caller of another role. */
    public List<PatientId> members() {
        if (caller.role() != Role.PATIENT) {
            throw Refused.forbidden();
        }
        return patients;
    }

    /** The patient that a patient's request is for: the named one, or else the caller. */
    public PatientId member(@Nullable UUID named) {
        var patient = new PatientId(named == null ? caller.id() : named);
        if (!members().contains(patient)) {
            throw Refused.forbidden();
        }
        return patient;
    }
}
