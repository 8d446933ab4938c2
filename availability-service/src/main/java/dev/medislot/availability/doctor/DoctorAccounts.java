package dev.medislot.availability.doctor;

import dev.medislot.common.DoctorId;
import dev.medislot.common.Role;
import dev.medislot.service.password.PasswordOwner;
import dev.medislot.service.security.AccountStore;
import dev.medislot.service.sql.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Doctors as accounts. */
@Repository
class DoctorAccounts implements AccountStore {

    private static final String ACCOUNTS = "select id, email, first_name, last_name, password from doctor ";

    private final JdbcClient jdbc;

    DoctorAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Role role() {
        return Role.DOCTOR;
    }

    @Override
    public Optional<Account> byEmail(String normalized) {
        return jdbc.sql(ACCOUNTS + "where email = :email")
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
                row.getString("password"), null);
    }

    @Override
    public boolean changePassword(UUID id, String former, String password) {
        return jdbc.sql("update doctor set password = :password where id = :id and password = :former")
                .param("password", password)
                .param("id", id)
                .param("former", former)
                .update() == 1;
    }

    /** Without a look at the former password, as staff does for a doctor. */
    void setPassword(DoctorId doctor, String password) {
        jdbc.sql("update doctor set password = :password where id = :id")
                .param("password", password)
                .param("id", doctor)
                .update();
    }
}
