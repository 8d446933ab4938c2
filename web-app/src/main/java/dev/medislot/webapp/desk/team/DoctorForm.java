package dev.medislot.webapp.desk.team;

import dev.medislot.client.doctor.NewDoctor;
import dev.medislot.webapp.TypedText;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a new doctor as they were typed. */
record DoctorForm(String email, String password, String firstName, String lastName, @Nullable String specialty,
        ZoneId timeZone, @Nullable Integer slotMinutes, String key) {

    private static final int USUAL_MINUTES = 30;

    static DoctorForm blank(ZoneId zone) {
        return new DoctorForm("", "", "", "", "", zone, USUAL_MINUTES, UUID.randomUUID().toString());
    }

    DoctorForm withKey(String other) {
        return new DoctorForm(email, password, firstName, lastName, specialty, timeZone, slotMinutes, other);
    }

    NewDoctor doctor() {
        return new NewDoctor(email.strip(), password, firstName, lastName, timeZone, TypedText.given(specialty), null,
                slotMinutes);
    }
}
