package dev.medislot.booking.patient;

import static dev.medislot.service.sql.Rows.instant;
import static dev.medislot.service.sql.Rows.utc;

import dev.medislot.common.PatientId;
import dev.medislot.common.UsState;
import dev.medislot.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of patients. */
@Repository
class Patients {

    /** The account that a login is checked against. */
    record Credentials(PatientId id, String password, UsState state) {}

    private final JdbcClient jdbc;

    Patients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns false if the email is in use. */
    boolean add(Patient patient, String password) {
        return jdbc.sql("""
                insert into patient (id, version, email, password, first_name, last_name, phone, time_zone, street,
                                     city, state, zip, reminders, created_at, updated_at)
                values (:id, :version, :email, :password, :firstName, :lastName, :phone, :timeZone, :street,
                        :city, :state, :zip, :reminders, :createdAt, :updatedAt)
                on conflict on constraint email_belongs_to_one_patient do nothing
                """)
                .param("id", patient.id().value())
                .param("version", patient.version())
                .param("email", patient.email())
                .param("firstName", patient.firstName())
                .param("lastName", patient.lastName())
                .param("phone", patient.phone())
                .param("timeZone", patient.timeZone())
                .param("street", patient.address().street())
                .param("city", patient.address().city())
                .param("state", patient.address().state().name())
                .param("zip", patient.address().zip())
                .param("reminders", patient.reminders())
                .param("password", password)
                .param("createdAt", utc(patient.createdAt()))
                .param("updatedAt", utc(patient.updatedAt()))
                .update() == 1;
    }

    Optional<Credentials> credentials(String email) {
        return jdbc.sql("select id, password, state from patient where email = :email")
                .param("email", email)
                .query((row, _) -> new Credentials(new PatientId(row.getObject("id", UUID.class)),
                        row.getString("password"), UsState.valueOf(row.getString("state"))))
                .optional();
    }

    Optional<String> password(PatientId id) {
        return jdbc.sql("select password from patient where id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    void changePassword(PatientId id, String password) {
        jdbc.sql("update patient set password = :password where id = :id")
                .param("password", password)
                .param("id", id.value())
                .update();
    }

    Optional<Patient> find(PatientId id) {
        return jdbc.sql("select * from patient where id = :id")
                .param("id", id.value())
                .query(Patients::patient)
                .optional();
    }

    Optional<Patient> lock(PatientId id) {
        return jdbc.sql("select * from patient where id = :id for no key update")
                .param("id", id.value())
                .query(Patients::patient)
                .optional();
    }

    List<Patient> list(@Nullable String email, int limit, @Nullable Cursor after) {
        return jdbc.sql("""
                select * from patient
                where (:email::text is null or email = lower(:email))
                  and (:last::text is null or (last_name, first_name, id) > (:last, :first, :id))
                order by last_name, first_name, id limit :limit
                """)
                .param("email", email)
                .param("last", after == null ? null : after.text(0))
                .param("first", after == null ? null : after.text(1))
                .param("id", after == null ? null : after.uuid(2))
                .param("limit", limit)
                .query(Patients::patient)
                .list();
    }

    /** Throws DuplicateKeyException if another patient uses the email. */
    void update(Patient patient) {
        jdbc.sql("""
                update patient
                set version = :version, email = :email, first_name = :firstName, last_name = :lastName,
                    phone = :phone, time_zone = :timeZone, street = :street, city = :city, state = :state, zip = :zip,
                    reminders = :reminders, updated_at = :updatedAt
                where id = :id
                """)
                .param("id", patient.id().value())
                .param("version", patient.version())
                .param("email", patient.email())
                .param("firstName", patient.firstName())
                .param("lastName", patient.lastName())
                .param("phone", patient.phone())
                .param("timeZone", patient.timeZone())
                .param("street", patient.address().street())
                .param("city", patient.address().city())
                .param("state", patient.address().state().name())
                .param("zip", patient.address().zip())
                .param("reminders", patient.reminders())
                .param("updatedAt", utc(patient.updatedAt()))
                .update();
    }

    private static Patient patient(ResultSet row, int number) throws SQLException {
        return new Patient(new PatientId(row.getObject("id", UUID.class)), row.getInt("version"),
                row.getString("email"), row.getString("first_name"), row.getString("last_name"), row.getString("phone"),
                row.getString("time_zone"),
                new Address(row.getString("street"), row.getString("city"), UsState.valueOf(row.getString("state")),
                        row.getString("zip")),
                row.getBoolean("reminders"), instant(row, "created_at"), instant(row, "updated_at"));
    }
}
