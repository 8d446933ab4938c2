package dev.medislot.booking.patient;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.medislot.booking.access.PatientData;
import dev.medislot.common.PatientId;
import dev.medislot.web.Secret;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;

/**
 * A patient, with or without an account to log in to.
 *
 * @param version 0 until it is stored; every change counts
 * @param email missing for a dependent, and for a patient without an address
 * @param password encoded; missing for a patient who cannot log in
 * @param emailConfirmedAt when the patient opened a link that was sent to the address; missing before
 * @param pendingEmail the address that takes the place of the current one once it is confirmed
 * @param language the tag of the language of the patient's mails
 * @param guardianId of a dependent: the patient who acts for it and gets its mails
 * @param linkKey makes the tokens of links in mails to this address, until the address or the password changes; missing
 *     for a dependent, and until it is added to a patient whom an earlier release registered
 */
record Patient(@Id PatientId id, @Version int version, @Nullable String email, @JsonIgnore @Nullable String password,
        String firstName, String lastName, @Nullable String phone, String timeZone,
        @Embedded(onEmpty = Embedded.OnEmpty.USE_EMPTY) Address address, boolean reminders, Instant createdAt,
        Instant updatedAt, @JsonIgnore @Nullable Instant emailConfirmedAt, @Nullable String pendingEmail,
        String language, @Nullable LocalDate dateOfBirth, @Nullable PatientId guardianId,
        @JsonIgnore @Nullable String linkKey) implements PatientData.Holder {

    @Override
    public Stream<PatientData> patientData() {
        return Stream.of(new PatientData(id, null));
    }

    static Patient registered(ProfileRequest profile, @Nullable String password, Instant at) {
        return registered(profile, password, null, at);
    }

    static Patient dependent(ProfileRequest profile, PatientId guardianId, Instant at) {
        return registered(profile, null, guardianId, at);
    }

    private static Patient registered(ProfileRequest profile, @Nullable String password, @Nullable PatientId guardianId,
            Instant at) {
        return new Patient(new PatientId(UUID.randomUUID()), 0, profile.email(), password, profile.firstName(),
                profile.lastName(), profile.phone(), profile.timeZone(), profile.address(), profile.reminders(), at, at,
                null, null, profile.language(), profile.dateOfBirth(), guardianId,
                guardianId == null ? Secret.random() : null);
    }

    /** The address of the profile is not taken over. */
    Patient changed(ProfileRequest profile, @Nullable String pendingEmail, Instant at) {
        return new Patient(id, version, email, password, profile.firstName(), profile.lastName(), profile.phone(),
                profile.timeZone(), profile.address(), profile.reminders(), createdAt, at, emailConfirmedAt,
                pendingEmail, profile.language(), profile.dateOfBirth(), guardianId, linkKey);
    }

    /** Another address ends the links in the mails to the former one. */
    Patient confirmed(String email, Instant at) {
        var isSame = email.equals(this.email);
        return new Patient(id, version, email, password, firstName, lastName, phone, timeZone, address, reminders,
                createdAt, at, at, isSame ? pendingEmail : null, language, dateOfBirth, guardianId,
                isSame ? linkKey : Secret.random());
    }

    Patient withLinkKey(Instant at) {
        return new Patient(id, version, email, password, firstName, lastName, phone, timeZone, address, reminders,
                createdAt, at, emailConfirmedAt, pendingEmail, language, dateOfBirth, guardianId, Secret.random());
    }

    Patient withoutReminders(Instant at) {
        return new Patient(id, version, email, password, firstName, lastName, phone, timeZone, address, false,
                createdAt, at, emailConfirmedAt, pendingEmail, language, dateOfBirth, guardianId, linkKey);
    }

    /** The patient as a stored outcome has them, so that no copy of a secret stays in it. */
    Patient withoutPassword() {
        return new Patient(id, version, email, "", firstName, lastName, phone, timeZone, address, reminders, createdAt,
                updatedAt, emailConfirmedAt, pendingEmail, language, dateOfBirth, guardianId, null);
    }

    @JsonProperty("emailConfirmed")
    boolean emailConfirmed() {
        return emailConfirmedAt != null;
    }

    ProfileRequest profile() {
        return new ProfileRequest(email, firstName, lastName, phone, timeZone, address, reminders, null, language,
                dateOfBirth);
    }
}
