package dev.medislot.availability.booking;

import static java.time.ZoneOffset.UTC;

import dev.medislot.common.SlotId;
import dev.medislot.common.event.SlotTime;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The latest hold on each slot. */
@Repository
class Holds {

    private final JdbcClient jdbc;

    Holds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(SlotTime slot, Instant heldUntil, long version) {
        write(slot.id(), slot.end(), heldUntil, version);
    }

    /** Keeps the version, so that an older hold does not come back. */
    void release(SlotId slot, long version) {
        write(slot, slot.start(), Instant.EPOCH, version);
    }

    private void write(SlotId slot, Instant end, Instant heldUntil, long version) {
        jdbc.sql("""
                insert into hold (doctor_id, starts_at, ends_at, held_until, version) values (?, ?, ?, ?, ?)
                on conflict (doctor_id, starts_at) do update
                set ends_at = excluded.ends_at, held_until = excluded.held_until, version = excluded.version
                where hold.version < excluded.version
                """).params(slot.doctor().value(), slot.start().atOffset(UTC), end.atOffset(UTC),
                heldUntil.atOffset(UTC), version).update();
    }

    int forgetThoseThatStartedBefore(Instant start) {
        return jdbc.sql("delete from hold where starts_at < ?").param(start.atOffset(UTC)).update();
    }
}
