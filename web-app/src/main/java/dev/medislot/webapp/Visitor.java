package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a page, with the API as seen by that person.
 *
 * @param role null without a login
 * @param id of the patient, doctor or staff member; null without a login
 */
public record Visitor(MedislotClient api, @Nullable Role role, @Nullable UUID id) {

    public boolean loggedIn() {
        return role != null;
    }

    /** The doctor who reads a page of doctors. */
    public DoctorId doctor() {
        return new DoctorId(Objects.requireNonNull(id));
    }
}
