package dev.medislot.notification.projection;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people we may have to write to. */
@Repository
public class Contacts {

    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty while the person is not known yet, and after they were erased. */
    public Optional<Contact> find(UUID personId) {
        return jdbc.sql("""
                select person_id, role, first_name, last_name, email, time_zone, reminders
                from contact where person_id = ? and email is not null
                """).param(personId).query(Contacts::contact).optional();
    }

    /** Returns the names of the people among them that are known. */
    public Map<UUID, String> names(Collection<UUID> people) {
        return jdbc.sql("""
                select person_id, first_name, last_name, role, email, time_zone, reminders
                from contact where person_id = any (?) and email is not null
                """)
                .param(people.toArray(UUID[]::new))
                .query(Contacts::contact)
                .list()
                .stream()
                .collect(Collectors.toMap(Contact::personId, Contact::name));
    }

    public boolean isErased(UUID personId) {
        return jdbc.sql("select exists (select 1 from contact where person_id = ? and email is null)")
                .param(personId)
                .query(Boolean.class)
                .single();
    }

    /** Applies a change; false if the stored row is as new already. */
    public boolean apply(ContactChanged changed) {
        return jdbc.sql("""
                insert into contact (person_id, version, role, first_name, last_name, email, time_zone, reminders)
                values (:person, :version, :role, :firstName, :lastName, :email, :timeZone, :reminders)
                on conflict (person_id) do update
                set version = excluded.version, role = excluded.role, first_name = excluded.first_name,
                    last_name = excluded.last_name, email = excluded.email, time_zone = excluded.time_zone,
                    reminders = excluded.reminders
                where contact.version < excluded.version
                """)
                .param("person", changed.personId())
                .param("version", changed.version())
                .param("role", changed.role().name())
                .param("firstName", changed.firstName())
                .param("lastName", changed.lastName())
                .param("email", changed.email())
                .param("timeZone", changed.timeZone().getId())
                .param("reminders", changed.reminders())
                .update() == 1;
    }

    /** Erases a person; false if the stored row is as new already. */
    public boolean erase(UUID personId, long version) {
        return jdbc.sql("""
                insert into contact (person_id, version) values (:person, :version)
                on conflict (person_id) do update
                set version = excluded.version, role = null, first_name = null, last_name = null, email = null,
                    time_zone = null
                where contact.version < excluded.version
                """).param("person", personId).param("version", version).update() == 1;
    }

    private static Contact contact(ResultSet row, int number) throws SQLException {
        return new Contact(row.getObject("person_id", UUID.class), Role.valueOf(row.getString("role")),
                row.getString("first_name"), row.getString("last_name"), row.getString("email"),
                ZoneId.of(row.getString("time_zone")), row.getBoolean("reminders"));
    }
}
