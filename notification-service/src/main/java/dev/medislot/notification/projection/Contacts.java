package dev.medislot.notification.projection;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.common.event.UnreadableEvent;
import dev.medislot.notification.projection.Addressee.Erased;
import dev.medislot.notification.projection.Addressee.Reachable;
import dev.medislot.notification.projection.Addressee.Unknown;
import dev.medislot.notification.projection.Addressee.Unreachable;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Copies of the contact data of patients and doctors. An erased person keeps a row, so that no older event applies. */
@Repository
public class Contacts implements Projection {

    private static final String DEFAULT_LANGUAGE = "en";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Contacts(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public String topic() {
        return Topics.CONTACTS;
    }

    @Override
    public String kept() {
        return "select person_id::text as key, version from contact where email is not null";
    }

    /** Returns true, because unread events may need a welcome. */
    @Override
    public boolean leavesUnreadEvents() {
        return true;
    }

    /** A tombstone also publishes {@link PersonErased}. */
    @Override
    @Transactional
    public int keep(ReceivedEvent event) {
        if (!event.isTombstone()) {
            return store(event.as(ContactChanged.class));
        }
        var person = personOf(event);
        int erased = erase(person, event.sequence());
        if (erased > 0) {
            events.publishEvent(new PersonErased(person));
        }
        return erased;
    }

    /** Throws {@link UnreadableEvent} when the key is no id. */
    public static UUID personOf(ReceivedEvent event) {
        try {
            return UUID.fromString(event.key());
        } catch (IllegalArgumentException e) {
            throw new UnreadableEvent("The key is not a person's id", e);
        }
    }

    /** Returns empty while the person is not known yet, and after they were erased. */
    public Optional<Contact> find(UUID personId) {
        return jdbc.sql("""
                select * from contact where person_id = :person and email is not null
                """).param("person", personId).query(Contacts::contact).optional();
    }

    /** Returns the people among them that are known. */
    public Map<UUID, Contact> all(Collection<UUID> people) {
        return jdbc.sql("""
                select * from contact where person_id = any (:people) and email is not null
                """)
                .param("people", people.toArray(UUID[]::new))
                .query(Contacts::contact)
                .list()
                .stream()
                .collect(Collectors.toMap(Contact::personId, Function.identity()));
    }

    /** Finds the person who gets the mails of that patient or doctor now. */
    public Addressee addressee(UUID recipientId) {
        var recipient = find(recipientId).orElse(null);
        if (recipient == null) {
            return isErased(recipientId) ? new Erased() : new Unknown();
        }
        var guardianId = recipient.guardianId();
        var to = guardianId == null ? recipient : find(guardianId).orElse(null);
        if (to == null) {
            return guardianId != null && isErased(guardianId) ? new Erased() : new Unknown();
        }
        return to.hasAddress() ? new Reachable(recipient, to) : new Unreachable();
    }

    /** The dependents of a patient, by name. */
    public List<Contact> dependents(UUID guardianId) {
        return jdbc.sql("select * from contact where guardian_id = :guardian order by first_name, person_id")
                .param("guardian", guardianId)
                .query(Contacts::contact)
                .list();
    }

    /** The ids of a person and their dependents. */
    public List<UUID> family(UUID personId) {
        return Stream.concat(Stream.of(personId), dependents(personId).stream().map(Contact::personId)).toList();
    }

    /** Keeps other events of that person waiting until the transaction ends, also while the person is not known. */
    public void lock(UUID personId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('contact ' || :person, 0))")
                .param("person", personId.toString())
                .query(row -> {});
    }

    /** Keeps others from changing the person until the transaction ends; several transactions may do so at once. */
    public void lockShared(UUID personId) {
        jdbc.sql("select pg_advisory_xact_lock_shared(hashtextextended('contact ' || :person, 0))")
                .param("person", personId.toString())
                .query(row -> {});
    }

    public boolean isErased(UUID personId) {
        return jdbc.sql("select exists (select 1 from contact where person_id = :person and email is null)")
                .param("person", personId)
                .query(Boolean.class)
                .single();
    }

    /** Whether a patient with mails of their own has no key for the links in them. */
    boolean lackLinkKeys() {
        return jdbc.sql("""
                select exists (select 1 from contact
                    where role = 'PATIENT' and email <> '' and guardian_id is null and link_key is null)
                """).query(Boolean.class).single();
    }

    /** An event of an earlier release has no key, and does not change it. */
    private int store(ContactChanged changed) {
        return jdbc.sql("""
                insert into contact as stored
                    (person_id, version, role, first_name, last_name, email, time_zone, reminders,
                     email_confirmed, language, guardian_id, phone, video_link, place, link_key)
                values (:person, :version, :role, :firstName, :lastName, :email, :timeZone, :reminders,
                    :emailConfirmed, :language, :guardian, :phone, :videoLink, :place, :linkKey)
                on conflict (person_id) do update
                set version = excluded.version, role = excluded.role, first_name = excluded.first_name,
                    last_name = excluded.last_name, email = excluded.email, time_zone = excluded.time_zone,
                    reminders = excluded.reminders, email_confirmed = excluded.email_confirmed,
                    language = excluded.language, guardian_id = excluded.guardian_id, phone = excluded.phone,
                    video_link = excluded.video_link, place = excluded.place,
                    link_key = coalesce(excluded.link_key, stored.link_key)
                where stored.version < excluded.version
                or (stored.version = excluded.version and stored.email is not null
                    and (stored.role, stored.first_name, stored.last_name, stored.email, stored.time_zone,
                         stored.reminders, stored.email_confirmed, stored.language, stored.guardian_id,
                         stored.phone, stored.video_link, stored.place, stored.link_key)
                        is distinct from (excluded.role, excluded.first_name, excluded.last_name,
                         excluded.email, excluded.time_zone, excluded.reminders,
                         excluded.email_confirmed, excluded.language, excluded.guardian_id, excluded.phone,
                         excluded.video_link, excluded.place, coalesce(excluded.link_key, stored.link_key)))
                """)
                .param("person", changed.personId())
                .param("version", changed.version())
                .param("role", changed.role())
                .param("firstName", changed.firstName())
                .param("lastName", changed.lastName())
                .param("email", changed.email())
                .param("timeZone", changed.timeZone())
                .param("reminders", changed.reminders())
                .param("emailConfirmed", !Boolean.FALSE.equals(changed.emailConfirmed()))
                .param("language", Objects.requireNonNullElse(changed.language(), DEFAULT_LANGUAGE))
                .param("guardian", changed.guardianId())
                .param("phone", changed.phone())
                .param("videoLink", changed.videoLink())
                .param("place", inOneLine(changed.place()))
                .param("linkKey", changed.linkKey())
                .update();
    }

    private int erase(UUID personId, long version) {
        return jdbc.sql("""
                insert into contact as stored (person_id, version) values (:person, :version)
                on conflict (person_id) do update
                set version = excluded.version, role = null, first_name = null, last_name = null, email = null,
                    time_zone = null, language = default, guardian_id = null, phone = null,
                    video_link = null, place = null, link_key = null
                where stored.version < excluded.version
                or (stored.version = excluded.version and stored.email is not null)
                """).param("person", personId).param("version", version).update();
    }

    /**
     * Switches a person's reminders off until their next {@link ContactChanged}, which then says so too; returns their
     * role, or nothing if they are off already.
     */
    public Optional<Role> mute(UUID personId) {
        return jdbc.sql("""
                update contact set reminders = false where person_id = :person and email is not null and reminders
                returning role
                """).param("person", personId).query((row, _) -> Role.valueOf(row.getString("role"))).optional();
    }

    private static @Nullable String inOneLine(ContactChanged.@Nullable Place place) {
        return place == null ? null
                : "%s, %s, %s, %s %s".formatted(place.name(), place.street(), place.city(), place.state(), place.zip());
    }

    /** The number to call a patient on: their own, or that of a dependent's guardian. */
    public @Nullable String phone(Contact patient) {
        var guardianId = patient.guardianId();
        return patient.phone() != null || guardianId == null ? patient.phone()
                : find(guardianId).map(Contact::phone).orElse(null);
    }

    private static Contact contact(ResultSet row, int number) throws SQLException {
        return new Contact(Rows.uuid(row, "person_id"), Role.valueOf(row.getString("role")),
                row.getString("first_name"), row.getString("last_name"), row.getString("email"),
                ZoneId.of(row.getString("time_zone")), row.getBoolean("reminders"), row.getBoolean("email_confirmed"),
                row.getString("language"), Rows.uuidOrNull(row, "guardian_id"), row.getString("phone"),
                row.getString("video_link"), row.getString("place"), row.getString("link_key"));
    }
}
