package dev.medislot.webapp.account;

import dev.medislot.client.MergePatch;
import dev.medislot.client.patient.Patient;
import dev.medislot.common.UsState;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a patient's profile as they were typed. */
record ProfileForm(String firstName, String lastName, @Nullable String phone, String street, String city, UsState state,
        String zip, ZoneId timeZone, String language, String version) {

    static ProfileForm of(Patient me) {
        var home = me.address();
        return new ProfileForm(me.firstName(), me.lastName(), me.phone(), home.street(), home.city(), home.state(),
                home.zip(), me.timeZone(), me.language(), version(me));
    }

    /** The entity tag of a patient. */
    static String version(Patient me) {
        return "\"%d\"".formatted(me.version());
    }

    ProfileForm basedOn(String version) {
        return new ProfileForm(firstName, lastName, phone, street, city, state, zip, timeZone, language, version);
    }

    MergePatch patch() {
        var address = Map.of("street", street, "city", city, "state", state.name(), "zip", zip);
        var patch = MergePatch.of("firstName", firstName)
                .with("lastName", lastName)
                .with("address", address)
                .with("timeZone", timeZone.getId())
                .with("language", language);
        return phone == null || phone.isBlank() ? patch.without("phone") : patch.with("phone", phone);
    }
}
