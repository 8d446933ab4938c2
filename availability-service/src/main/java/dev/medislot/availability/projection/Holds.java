package dev.medislot.availability.projection;

import dev.medislot.common.SlotId;
import dev.medislot.common.event.SlotTime;
import dev.medislot.common.event.Topics;
import dev.medislot.service.consumer.ReceivedEvent;
import dev.medislot.service.projection.Projection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The latest hold on each slot, until a day after the slot's start. */
@Repository
class Holds implements Projection {

    /** @param patientId missing in events of earlier versions */
    record HoldFacts(SlotTime slot, Instant heldUntil, @Nullable UUID patientId, @Nullable Instant busyFrom,
            @Nullable Instant busyUntil) {

        /** The facts of a released hold, whose event is gone. */
        static HoldFacts released(SlotId slot) {
            return new HoldFacts(new SlotTime(slot, slot.start(), slot.start().plusSeconds(60)), Instant.EPOCH, null,
                    null, null);
        }
    }

    private static final Duration A_DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Holds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @KafkaListener(topics = Topics.HOLDS, concurrency = "3")
    void changed(ConsumerRecord<String, byte[]> record) {
        keep(ReceivedEvent.of(record));
    }

    @Override
    public String topic() {
        return Topics.HOLDS;
    }

    /** Selects the holds that still hide a slot; the key is the slot's id. */
    @Override
    public String kept() {
        return """
                select rtrim(translate(encode(uuid_send(doctor_id)
                           || int4send((extract(epoch from starts_at) / 60)::int)
                           || coalesce(uuid_send(visit_type_id), ''), 'base64'), '+/', '-_'), '=') as key,
                       version
                from hold where held_until > now()
                """;
    }

    /** A release keeps the version too, so that an older hold does not come back. */
    @Override
    public int keep(ReceivedEvent event) {
        if (event.isTombstone()) {
            return write(HoldFacts.released(SlotId.parse(event.key())), event.sequence());
        }
        return write(event.as(HoldFacts.class), event.sequence());
    }

    private int write(HoldFacts hold, long version) {
        var slot = hold.slot().id();
        if (slot.start().isBefore(oldest())) {
            return 0;
        }
        return jdbc.sql("""
                insert into hold as kept (doctor_id, starts_at, ends_at, held_until, patient_id, version,
                                          visit_type_id, busy_from, busy_until)
                values (:doctor, :start, :end, :heldUntil, :patient, :version, :visitType::uuid,
                        :busyFrom::timestamptz, :busyUntil::timestamptz)
                on conflict (doctor_id, starts_at) do update
                set ends_at = excluded.ends_at, held_until = excluded.held_until,
                    patient_id = excluded.patient_id, version = excluded.version,
                    visit_type_id = excluded.visit_type_id, busy_from = excluded.busy_from,
                    busy_until = excluded.busy_until
                where kept.version < excluded.version
                or (kept.version = excluded.version
                    and (kept.ends_at, kept.held_until, kept.patient_id, kept.visit_type_id, kept.busy_from,
                         kept.busy_until)
                        is distinct from (excluded.ends_at, excluded.held_until, excluded.patient_id,
                                          excluded.visit_type_id, excluded.busy_from, excluded.busy_until))
                """)
                .param("doctor", slot.doctor())
                .param("start", slot.start())
                .param("end", hold.slot().end())
                .param("heldUntil", hold.heldUntil())
                .param("patient", hold.patientId())
                .param("visitType", slot.visitType())
                .param("busyFrom", hold.busyFrom())
                .param("busyUntil", hold.busyUntil())
                .param("version", version)
                .update();
    }

    /** A hold expires without an event. */
    @Scheduled(fixedDelayString = "PT1H")
    void deletePast() {
        jdbc.sql("delete from hold where starts_at < :oldest").param("oldest", oldest()).update();
    }

    private Instant oldest() {
        return clock.instant().minus(A_DAY);
    }
}
