package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.mail.CalendarFeed;
import dev.medislot.client.opening.Clinic;
import dev.medislot.client.problem.NotFound;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.Role;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a page, with the API as seen by that person.
 *
 * @param openApi without the login, for the links in mails: they work for another person too, and after a login ended
 * @param knownClinic asks the API only now and then
 * @param role null without a login
 * @param id of the patient, doctor or staff member; null without a login
 */
public record Visitor(MedislotClient api, MedislotClient openApi, Supplier<Clinic> knownClinic, @Nullable Role role,
        @Nullable UUID id) {

    public boolean loggedIn() {
        return role != null;
    }

    /** The clinic, at most five minutes old. */
    public Clinic clinic() {
        return knownClinic.get();
    }

    public Times clinicTimes(Locale locale) {
        return new Times(clinic().timeZone(), locale);
    }

    /** The visitor's own feed; null without one. */
    public @Nullable CalendarFeed calendarFeed() {
        try {
            return api.calendarFeed().get();
        } catch (NotFound _) {
            return null;
        }
    }

    /** The patient who reads a page of patients. */
    public PatientId patient() {
        return new PatientId(known(Role.PATIENT));
    }

    /** The doctor who reads a page of doctors. */
    public DoctorId doctor() {
        return new DoctorId(known(Role.DOCTOR));
    }

    /** Forms come from pages that were open when the login ended, too. */
    private UUID known(Role needed) {
        if (id == null) {
            throw new WrongRole(role, needed);
        }
        return id;
    }
}
