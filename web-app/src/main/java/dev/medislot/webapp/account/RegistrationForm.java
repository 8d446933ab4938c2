package dev.medislot.webapp.account;

import dev.medislot.client.patient.Address;
import dev.medislot.client.patient.NewPatient;
import dev.medislot.common.UsState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of a registration as they were typed. */
record RegistrationForm(String email, String password, String firstName, String lastName, @Nullable String phone,
        String street, String city, @Nullable UsState state, String zip, String next, String key) {

    static RegistrationForm blank(String next) {
        return new RegistrationForm("", "", "", "", null, "", "", null, "", next, "");
    }

    /** A missing state is sent too: the API refuses it together with the other wrong fields. */
    @SuppressWarnings("NullAway")
    NewPatient patient(Locale locale) {
        var place = state == null ? UsState.CA : state;
        return new NewPatient(email.strip(), password, firstName, lastName,
                phone == null || phone.isBlank() ? null : phone, place.zones().getFirst(),
                new Address(street, city, state, zip), null, locale.getLanguage(), null);
    }
}
