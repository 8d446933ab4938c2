package dev.medislot.availability.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.security.AccountStore.Confirmation.Confirmed;
import dev.medislot.service.security.AccountStore.Confirmation.Outdated;
import dev.medislot.service.security.AccountStore.Confirmation.Replaced;
import dev.medislot.service.security.AccountStore.Confirmation.Taken;
import dev.medislot.service.security.PasswordChanged;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Doctors as accounts. */
@Repository
class DoctorAccounts implements AccountStore {

    private static final String ACCOUNTS = """
            select id, email, first_name, last_name, password, email_confirmed_at is not null as email_confirmed,
                   pending_email, language
            from doctor
            """;

    private final JdbcClient jdbc;
    private final Doctors doctors;
    private final PublishDoctor publishDoctor;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DoctorAccounts(JdbcClient jdbc, Doctors doctors, PublishDoctor publishDoctor, ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.doctors = doctors;
        this.publishDoctor = publishDoctor;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Role role() {
        return Role.DOCTOR;
    }

    /** Returns empty for an inactive doctor, whose login is refused like that of an unknown email. */
    @Override
    public Optional<Account> byEmail(String normalized) {
        return jdbc.sql(ACCOUNTS + "where email = :email and status = 'ACTIVE'")
                .param("email", normalized)
                .query(DoctorAccounts::account)
                .optional();
    }

    @Override
    public Optional<Account> byId(UUID id) {
        return jdbc.sql(ACCOUNTS + "where id = :id").param("id", id).query(DoctorAccounts::account).optional();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(Rows.uuid(row, "id"),
                new PasswordOwner(row.getString("email"), row.getString("first_name"), row.getString("last_name")),
                row.getString("password"), null, row.getBoolean("email_confirmed"), row.getString("pending_email"),
                row.getString("language"));
    }

    @Override
    public boolean changePassword(UUID id, @Nullable String former, String password) {
        return jdbc.sql("update doctor set password = :password where id = :id and password = :former")
                .param("password", password)
                .param("id", id)
                .param("former", former)
                .update() == 1;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Confirmation confirmEmail(UUID id, String email) {
        var doctor = doctors.lock(new DoctorId(id)).orElse(null);
        if (doctor == null || (!email.equals(doctor.email()) && !email.equals(doctor.pendingEmail()))) {
            return new Outdated();
        }
        if (!email.equals(doctor.email()) && doctors.isEmailTaken(email)) {
            return new Taken();
        }
        if (!email.equals(doctor.email()) || !doctor.emailConfirmed()) {
            doctors.confirmEmail(doctor.id(), email, clock.instant());
            publishDoctor.publish(doctors.find(doctor.id()).orElseThrow());
        }
        return email.equals(doctor.email()) ? new Confirmed() : new Replaced(doctor.email());
    }

    /** Sets a password without a look at the former one, as staff does for a doctor. */
    @Transactional(propagation = Propagation.MANDATORY)
    void setPassword(DoctorId doctor, String password) {
        byId(doctor.value()).ifPresent(account -> events.publishEvent(new PasswordChanged(Role.DOCTOR, account)));
        jdbc.sql("update doctor set password = :password where id = :id")
                .param("password", password)
                .param("id", doctor)
                .update();
    }
}
