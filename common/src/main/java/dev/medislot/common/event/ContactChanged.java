package dev.medislot.common.event;

import dev.medislot.common.Role;
import dev.medislot.common.UsState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name, email address and preferences of a patient or doctor.
 *
 * @param email empty for a person without an address, who gets no mails
 * @param reminders whether the person wants reminders; confirmations are always sent
 * @param emailConfirmed false until the person has opened the link that was sent to the address; missing means true
 * @param phone in E.164, with {@code ;ext=} before an extension; missing without one
 * @param language the tag of the language to write in; missing means {@code en}
 * @param guardianId of a dependent: the patient who gets its mails
 * @param videoLink of a doctor's video visits, with {@code {bookingId}} where the id of the booking goes
 * @param place where a doctor sees patients in person
 * @param linkKey of a patient: the secret from which the tokens of links in their mails are made, until the address or
 *     the password changes; missing for doctors and dependents
 */
public record ContactChanged(UUID personId, long version, Instant occurredAt, Role role, String firstName,
        String lastName, String email, ZoneId timeZone, boolean reminders, @Nullable Boolean emailConfirmed,
        @Nullable String phone, @Nullable String language, @Nullable UUID guardianId, @Nullable String videoLink,
        @Nullable Place place, @Nullable String linkKey) implements Event {

    /** A place by name and address. */
    public record Place(String name, String street, String city, UsState state, String zip, @Nullable String phone) {}

    /** Makes the event of a person without a key of links. */
    public ContactChanged(UUID personId, long version, Instant occurredAt, Role role, String firstName, String lastName,
            String email, ZoneId timeZone, boolean reminders, @Nullable Boolean emailConfirmed, @Nullable String phone,
            @Nullable String language, @Nullable UUID guardianId, @Nullable String videoLink, @Nullable Place place) {
        this(personId, version, occurredAt, role, firstName, lastName, email, timeZone, reminders, emailConfirmed,
                phone, language, guardianId, videoLink, place, null);
    }

    /** Makes the event of a person without a link, a place and a key of links. */
    public ContactChanged(UUID personId, long version, Instant occurredAt, Role role, String firstName, String lastName,
            String email, ZoneId timeZone, boolean reminders, @Nullable Boolean emailConfirmed, @Nullable String phone,
            @Nullable String language, @Nullable UUID guardianId) {
        this(personId, version, occurredAt, role, firstName, lastName, email, timeZone, reminders, emailConfirmed,
                phone, language, guardianId, null, null, null);
    }

    @Override
    public String topic() {
        return Topics.CONTACTS;
    }

    @Override
    public String key() {
        return personId.toString();
    }

    @Override
    public long sequence() {
        return version;
    }
}
