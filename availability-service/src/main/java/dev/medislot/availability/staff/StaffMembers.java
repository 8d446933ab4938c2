package dev.medislot.availability.staff;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StaffMembers {

    record Credentials(UUID id, String password) {}

    private final JdbcClient jdbc;

    StaffMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the email belongs to another staff member. */
    boolean add(UUID id, String email, String password) {
        return jdbc.sql("""
                insert into staff_member (id, email, password) values (?, ?, ?)
                on conflict on constraint staff_email_taken do nothing
                """).params(id, email, password).update() == 1;
    }

    Optional<Credentials> credentials(String email) {
        return jdbc.sql("select id, password from staff_member where email = ?")
                .param(email)
                .query((row, number) -> new Credentials(row.getObject("id", UUID.class), row.getString("password")))
                .optional();
    }

    Optional<String> password(UUID id) {
        return jdbc.sql("select password from staff_member where id = ?").param(id).query(String.class).optional();
    }

    void changePassword(UUID id, String password) {
        jdbc.sql("update staff_member set password = ? where id = ?").params(password, id).update();
    }
}
