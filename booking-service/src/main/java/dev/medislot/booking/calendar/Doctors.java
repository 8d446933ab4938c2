package dev.medislot.booking.calendar;

import dev.medislot.common.DoctorId;
import dev.medislot.common.event.DoctorChanged;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The doctors' names, zones and licenses. */
@Repository
class Doctors {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Doctors(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void change(DoctorChanged doctor, long sequence) {
        jdbc.sql("""
                insert into doctor (id, sequence, first_name, last_name, time_zone, licenses)
                values (?, ?, ?, ?, ?, ?::jsonb)
                on conflict (id) do update
                set sequence = excluded.sequence, first_name = excluded.first_name, last_name = excluded.last_name,
                    time_zone = excluded.time_zone, licenses = excluded.licenses
                where doctor.sequence < excluded.sequence
                """).params(doctor.doctorId(), sequence, doctor.firstName(), doctor.lastName(),
                doctor.timeZone().getId(), json.writeValueAsString(doctor.licenses())).update();
    }

    /** A doctor who is gone has no license any more; the name stays for the bookings that were. */
    void leave(DoctorId doctor, long sequence) {
        jdbc.sql("update doctor set sequence = ?, licenses = '[]' where id = ? and sequence < ?")
                .params(sequence, doctor.value(), sequence).update();
    }
}
