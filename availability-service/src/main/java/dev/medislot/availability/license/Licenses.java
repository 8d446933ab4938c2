package dev.medislot.availability.license;

import dev.medislot.common.DoctorId;
import dev.medislot.common.UsState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Licenses {

    private final JdbcClient jdbc;

    Licenses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** After the given state, ordered by state. */
    List<License> of(DoctorId doctor, String behind, int limit) {
        return jdbc.sql("""
                select id, version, state, number, valid_from, valid_until from license
                where doctor_id = ? and state > ? order by state limit ?
                """).params(doctor.value(), behind, limit).query(Licenses::license).list();
    }

    Optional<License> find(DoctorId doctor, UUID id) {
        return jdbc.sql("""
                select id, version, state, number, valid_from, valid_until from license where doctor_id = ? and id = ?
                """).params(doctor.value(), id).query(Licenses::license).optional();
    }

    boolean anotherIsFor(UsState state, DoctorId doctor, UUID license) {
        return jdbc.sql("select exists (select 1 from license where doctor_id = ? and state = ? and id <> ?)")
                .params(doctor.value(), state.name(), license)
                .query(Boolean.class)
                .single();
    }

    void add(DoctorId doctor, License license) {
        jdbc.sql("""
                insert into license (id, doctor_id, state, number, valid_from, valid_until)
                values (:id, :doctor, :state, :number, :validFrom, :validUntil)
                """)
                .param("id", license.id())
                .param("doctor", doctor.value())
                .param("state", license.state().name())
                .param("number", license.number())
                .param("validFrom", license.validFrom())
                .param("validUntil", license.validUntil())
                .update();
    }

    void change(License license) {
        jdbc.sql("""
                update license
                set version = :version, state = :state, number = :number, valid_from = :validFrom,
                    valid_until = :validUntil
                where id = :id
                """)
                .param("version", license.version())
                .param("state", license.state().name())
                .param("number", license.number())
                .param("validFrom", license.validFrom())
                .param("validUntil", license.validUntil())
                .param("id", license.id())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from license where id = ?").param(id).update();
    }

    private static License license(ResultSet row, int number) throws SQLException {
        return new License(row.getObject("id", UUID.class), row.getLong("version"),
                UsState.valueOf(row.getString("state")), row.getString("number"),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class));
    }
}
