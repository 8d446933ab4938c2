package dev.medislot.booking.projection;

import dev.medislot.common.DoctorId;
import dev.medislot.common.event.DoctorChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The doctors' names, zones and licenses. */
@Repository
class Doctors implements Projection {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Doctors(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @KafkaListener(topics = Topics.DOCTORS)
    void receive(ConsumerRecord<String, byte[]> record) {
        keep(ReceivedEvent.of(record));
    }

    @Override
    public String topic() {
        return Topics.DOCTORS;
    }

    @Override
    public String kept() {
        return "select id::text as key, sequence as version from doctor";
    }

    @Override
    public int keep(ReceivedEvent event) {
        return event.isTombstone() ? leave(new DoctorId(UUID.fromString(event.key())), event.sequence())
                : change(event.as(DoctorChanged.class), event.sequence());
    }

    private int change(DoctorChanged doctor, long sequence) {
        return jdbc.sql("""
                insert into doctor as kept (id, sequence, first_name, last_name, specialty, time_zone, licenses)
                values (:id, :sequence, :firstName, :lastName, :specialty, :timeZone, :licenses::jsonb)
                on conflict (id) do update
                set sequence = excluded.sequence, first_name = excluded.first_name, last_name = excluded.last_name,
                    specialty = excluded.specialty, time_zone = excluded.time_zone, licenses = excluded.licenses
                where kept.sequence < excluded.sequence
                or (kept.sequence = excluded.sequence
                    and (kept.first_name, kept.last_name, kept.specialty, kept.time_zone, kept.licenses)
                        is distinct from (excluded.first_name, excluded.last_name, excluded.specialty,
                                          excluded.time_zone, excluded.licenses))
                """)
                .param("id", doctor.doctorId())
                .param("sequence", sequence)
                .param("firstName", doctor.firstName())
                .param("lastName", doctor.lastName())
                .param("specialty", doctor.specialty())
                .param("timeZone", doctor.timeZone().getId())
                .param("licenses", json.writeValueAsString(doctor.licenses()))
                .update();
    }

    /** Removes the licenses of a doctor who left; the name stays for past bookings. */
    private int leave(DoctorId doctor, long sequence) {
        return jdbc.sql("""
                update doctor set sequence = :sequence, licenses = '[]'
                where id = :doctor and (sequence < :sequence or (sequence = :sequence and licenses <> '[]'))
                """).param("sequence", sequence).param("doctor", doctor).update();
    }
}
