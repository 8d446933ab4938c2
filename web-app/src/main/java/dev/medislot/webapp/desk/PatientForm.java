package dev.medislot.webapp.desk;

import dev.medislot.client.MergePatch;
import dev.medislot.client.patient.Address;
import dev.medislot.client.patient.NewPatient;
import dev.medislot.client.patient.Patient;
import dev.medislot.common.UsState;
import dev.medislot.webapp.TypedText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a patient as the front desk typed them.
 *
 * @param timeZone null for the first one of the state
 * @param version the entity tag of an existing patient; empty for a new one
 * @param key of a new patient
 */
record PatientForm(String firstName, String lastName, @Nullable String phone, @Nullable String email,
        @Nullable String dateOfBirth, String street, String city, @Nullable UsState state, String zip,
        @Nullable ZoneId timeZone, @Nullable String language, @Nullable Boolean reminders, @Nullable String version,
        @Nullable String key) {

    /** Of a phone number without its area code. */
    private static final int LOCAL_DIGITS = 7;

    /** The text of a search without a result is the beginning of a new patient. */
    static PatientForm searched(String q, UsState state, String key) {
        var text = q.strip();
        var isEmail = text.contains("@");
        var isPhone = !isEmail && text.matches("[+()\\d .-]{7,}");
        var names = isEmail || isPhone ? new String[] { "" } : text.split("\\s+", 2);
        return new PatientForm(names[0], names.length > 1 ? names[1] : "", isPhone ? text : "", isEmail ? text : "", "",
                "", "", state, "", null, "en", true, "", key);
    }

    static PatientForm of(Patient patient) {
        var home = patient.address();
        var born = patient.dateOfBirth();
        return new PatientForm(patient.firstName(), patient.lastName(), patient.phone(), patient.email(),
                born == null ? "" : born.toString(), home.street(), home.city(), home.state(), home.zip(),
                patient.timeZone(), patient.language(), patient.reminders(), "\"%d\"".formatted(patient.version()), "");
    }

    PatientForm with(String otherVersion, @Nullable String otherKey) {
        return new PatientForm(firstName, lastName, phone, email, dateOfBirth, street, city, state, zip, timeZone,
                language, reminders, otherVersion, otherKey);
    }

    NewPatient patient() {
        var place = state == null ? UsState.CA : state;
        return new NewPatient(TypedText.given(email), null, firstName, lastName, TypedText.given(phone),
                place.zones().getFirst(), new Address(street, city, place, zip), null, language, born());
    }

    /** Whether that patient has the same name, and the same date of birth or phone number. */
    boolean seemsToBe(Patient patient) {
        return firstName.strip().equalsIgnoreCase(patient.firstName())
                && lastName.strip().equalsIgnoreCase(patient.lastName())
                && (isBornWith(patient) || hasPhoneOf(patient));
    }

    private boolean isBornWith(Patient patient) {
        var born = born();
        return born != null && born.equals(patient.dateOfBirth());
    }

    private boolean hasPhoneOf(Patient patient) {
        var given = TypedText.given(phone);
        return given != null && patient.phone() != null && digits(given).length() >= LOCAL_DIGITS
                && digits(patient.phone()).endsWith(digits(given));
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }

    private @Nullable LocalDate born() {
        var text = TypedText.given(dateOfBirth);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            // browsers send dates of a date field alone
            return null;
        }
    }

    MergePatch patch(Patient patient) {
        var patch = MergePatch.of("firstName", firstName)
                .with("lastName", lastName)
                .with("address",
                        Map.of("street", street, "city", city, "state", state == null ? "" : state.name(), "zip", zip))
                .with("language", language == null ? "en" : language)
                .with("reminders", Boolean.TRUE.equals(reminders));
        if (timeZone != null) {
            patch = patch.with("timeZone", timeZone.getId());
        }
        patch = patch.set("phone", TypedText.given(phone)).set("dateOfBirth", TypedText.given(dateOfBirth));
        return patient.guardianId() == null ? patch.set("email", TypedText.given(email)) : patch;
    }
}
