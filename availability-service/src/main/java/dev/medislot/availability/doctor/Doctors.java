package dev.medislot.availability.doctor;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import dev.medislot.common.event.DoctorChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Doctors {

    private static final String PROFILES = """
            select d.id, d.version, d.first_name, d.last_name, d.specialty, d.bio, d.time_zone, d.slot_minutes,
                   nullif(r.average, 0) as average, coalesce(r.count, 0) as count,
                   (select coalesce(string_agg(l.state, ',' order by l.state), '') from license l
                    where l.doctor_id = d.id
                      and (:now at time zone d.time_zone)::date
                          between l.valid_from and coalesce(l.valid_until, 'infinity'))
                   as states
            from doctor d left join rating r on r.doctor_id = d.id
            """;

    private final JdbcClient jdbc;

    Doctors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the email belongs to another doctor. */
    boolean add(Doctor doctor, String password, LocalDate publishedUntil) {
        return jdbc.sql("""
                insert into doctor (id, email, password, first_name, last_name, specialty, bio, time_zone,
                                    slot_minutes, published_until)
                values (:id, :email, :password, :firstName, :lastName, :specialty, :bio, :timeZone, :slotMinutes,
                        :publishedUntil)
                on conflict on constraint doctor_email_taken do nothing
                """)
                .param("id", doctor.id().value())
                .param("email", doctor.email())
                .param("password", password)
                .param("firstName", doctor.firstName())
                .param("lastName", doctor.lastName())
                .param("specialty", doctor.specialty())
                .param("bio", doctor.bio())
                .param("timeZone", doctor.timeZone().getId())
                .param("slotMinutes", doctor.slotMinutes())
                .param("publishedUntil", publishedUntil)
                .update() == 1;
    }

    Optional<Credentials> credentials(String email) {
        return jdbc.sql("select id, password from doctor where email = ?")
                .param(email)
                .query((row, number) -> new Credentials(row.getObject("id", UUID.class), row.getString("password")))
                .optional();
    }

    Optional<String> password(DoctorId doctor) {
        return jdbc.sql("select password from doctor where id = ?")
                .param(doctor.value())
                .query(String.class)
                .optional();
    }

    Optional<Doctor> find(DoctorId id) {
        return jdbc.sql("""
                select id, version, email, first_name, last_name, specialty, bio, time_zone, slot_minutes, reminders
                from doctor where id = ?
                """)
                .param(id.value())
                .query((row, number) -> new Doctor(id, row.getLong("version"), row.getString("email"),
                        row.getString("first_name"), row.getString("last_name"), row.getString("specialty"),
                        row.getString("bio"), ZoneId.of(row.getString("time_zone")), row.getInt("slot_minutes"),
                        row.getBoolean("reminders")))
                .optional();
    }

    /** The hours' version rises too when zone or slot length change: both are part of the week. */
    void change(Doctor doctor) {
        jdbc.sql("""
                update doctor
                set version = version + 1, email = :email, first_name = :firstName, last_name = :lastName,
                    specialty = :specialty, bio = :bio, time_zone = :timeZone, slot_minutes = :slotMinutes,
                    reminders = :reminders,
                    hours_version = hours_version
                        + case when (time_zone, slot_minutes::int) = (:timeZone, :slotMinutes) then 0 else 1 end
                where id = :id
                """)
                .param("email", doctor.email())
                .param("firstName", doctor.firstName())
                .param("lastName", doctor.lastName())
                .param("specialty", doctor.specialty())
                .param("bio", doctor.bio())
                .param("timeZone", doctor.timeZone().getId())
                .param("slotMinutes", doctor.slotMinutes())
                .param("reminders", doctor.reminders())
                .param("id", doctor.id().value())
                .update();
    }

    void changePassword(DoctorId doctor, String password) {
        jdbc.sql("update doctor set password = ? where id = ?").params(password, doctor.value()).update();
    }

    void countChange(DoctorId doctor) {
        jdbc.sql("update doctor set version = version + 1 where id = ?").param(doctor.value()).update();
    }

    List<DoctorChanged.License> licenses(DoctorId doctor) {
        return jdbc.sql("select state, valid_from, valid_until from license where doctor_id = ? order by state")
                .param(doctor.value())
                .query((row, number) -> new DoctorChanged.License(UsState.valueOf(row.getString("state")),
                        row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class)))
                .list();
    }

    Optional<DoctorProfile> profile(DoctorId id, Instant now) {
        return jdbc.sql(PROFILES + "where d.id = :id")
                .param("now", now.atOffset(UTC))
                .param("id", id.value())
                .query(Doctors::profile)
                .optional();
    }

    /** Ordered by name, after the given one. */
    List<DoctorProfile> profiles(DoctorFilter filter, @Nullable NameAndId behind, int limit, Instant now) {
        var where = new StringJoiner(" and ", "where ", "").setEmptyValue("");
        if (filter.state() != null) {
            where.add("""
                    exists (select 1 from license l where l.doctor_id = d.id and l.state = :state
                              and (:now at time zone d.time_zone)::date
                                  between l.valid_from and coalesce(l.valid_until, 'infinity'))
                    """);
        }
        if (filter.specialty() != null) {
            where.add("lower(d.specialty) = lower(:specialty)");
        }
        if (filter.q() != null) {
            where.add("d.first_name || ' ' || d.last_name || ' ' || coalesce(d.specialty, '') ilike :text");
        }
        if (behind != null) {
            where.add("(d.last_name, d.first_name, d.id) > (:lastName, :firstName, :id)");
        }
        return jdbc.sql(PROFILES + where + " order by d.last_name, d.first_name, d.id limit :limit")
                .param("now", now.atOffset(UTC))
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("specialty", filter.specialty())
                .param("text", filter.pattern())
                .param("lastName", behind == null ? null : behind.lastName())
                .param("firstName", behind == null ? null : behind.firstName())
                .param("id", behind == null ? null : behind.id())
                .param("limit", limit)
                .query(Doctors::profile)
                .list();
    }

    private static DoctorProfile profile(ResultSet row, int number) throws SQLException {
        var states = row.getString("states");
        return new DoctorProfile(row.getObject("id", UUID.class), row.getLong("version"), row.getString("first_name"),
                row.getString("last_name"), row.getString("specialty"), row.getString("bio"),
                ZoneId.of(row.getString("time_zone")), row.getInt("slot_minutes"),
                new DoctorProfile.Rating(row.getObject("average", Double.class), row.getInt("count")),
                states.isEmpty() ? List.of() : List.of(states.split(",")).stream().map(UsState::valueOf).toList());
    }
}
