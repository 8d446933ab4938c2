package dev.medislot.booking.projection;

import dev.medislot.common.Role;
import dev.medislot.common.event.ContactChanged;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Repository;

/** How patients attend visits of each doctor: the video link and the place. Keeps nothing of patients. */
@Repository
class DoctorContacts implements Projection {

    private final JdbcClient jdbc;

    DoctorContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @KafkaListener(topics = Topics.CONTACTS)
    void receive(ConsumerRecord<String, byte[]> record) {
        keep(ReceivedEvent.of(record));
    }

    @Override
    public String topic() {
        return Topics.CONTACTS;
    }

    @Override
    public String kept() {
        return "select doctor_id::text as key, version from doctor_contact";
    }

    @Override
    public int keep(ReceivedEvent event) {
        if (event.isTombstone()) {
            return jdbc.sql("delete from doctor_contact where doctor_id::text = :key and version <= :version")
                    .param("key", event.key())
                    .param("version", event.sequence())
                    .update();
        }
        var contact = event.as(ContactChanged.class);
        return contact.role() == Role.DOCTOR
                ? store(contact.personId(), event.sequence(), contact.videoLink(), contact.place())
                : 0;
    }

    private int store(UUID doctor, long version, @Nullable String videoLink, ContactChanged.@Nullable Place place) {
        return jdbc.sql("""
                insert into doctor_contact as kept (doctor_id, version, video_link, place_name, place_street,
                                                    place_city, place_state, place_zip, place_phone)
                values (:doctor, :version, :videoLink, :name, :street, :city, :state, :zip, :phone)
                on conflict (doctor_id) do update
                set version = excluded.version, video_link = excluded.video_link,
                    place_name = excluded.place_name, place_street = excluded.place_street,
                    place_city = excluded.place_city, place_state = excluded.place_state,
                    place_zip = excluded.place_zip, place_phone = excluded.place_phone
                where kept.version < excluded.version
                or (kept.version = excluded.version and (kept.*) is distinct from (excluded.*))
                """)
                .param("doctor", doctor)
                .param("version", version)
                .param("videoLink", videoLink)
                .param("name", place == null ? null : place.name())
                .param("street", place == null ? null : place.street())
                .param("city", place == null ? null : place.city())
                .param("state", place == null ? null : place.state())
                .param("zip", place == null ? null : place.zip())
                .param("phone", place == null ? null : place.phone())
                .update();
    }
}
