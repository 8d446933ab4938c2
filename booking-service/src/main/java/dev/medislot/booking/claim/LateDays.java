package dev.medislot.booking.claim;

import dev.medislot.common.SlotId;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets claims wait for a doctor's day that is listed already, but has not arrived here from Kafka. */
@Component
public class LateDays {

    static final Duration MAX_WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** No slot further ahead is ever published. */
    private static final Duration MAX_HORIZON = Duration.ofDays(402);

    /** Rolls back a claim of a slot whose day has not arrived from Kafka yet. */
    static final class DayUnknown extends RuntimeException {

        private static final long serialVersionUID = 1;

        DayUnknown() {
            super("The day of the slot is not known yet", null, false, false);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    LateDays(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Runs a claim, and again once the day of its slot is known; returns the other result when it does not arrive in
     * time. Must not be called in a transaction or in a turn at the slot.
     */
    public <T> T claim(SlotId slot, Supplier<T> claim, Supplier<T> unknown) {
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (true) {
            try {
                return claim.get();
            } catch (DayUnknown _) {
                if (!arrives(slot, deadline)) {
                    return unknown.get();
                }
            }
        }
    }

    /**
     * Looks once even after the deadline, because the claim may have waited longer for a lock or a turn. Looks for the
     * slot itself, too, because its day may arrive before its doctor.
     */
    private boolean arrives(SlotId slot, long deadline) {
        try {
            do {
                Thread.sleep(PAUSE);
                if (isKnown(slot) || hasArrived(slot)) {
                    return true;
                }
            } while (deadline - System.nanoTime() > 0);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Whether a slot that no doctor offers may still arrive: its day has no slots here, or none of its visit type. */
    boolean mayArrive(SlotId slot) {
        return slot.start().isBefore(clock.instant().plus(MAX_HORIZON)) && !isKnown(slot);
    }

    /** Whether the doctor's local date has slots of the default visit, or of the visit type of the slot. */
    private boolean isKnown(SlotId slot) {
        return jdbc.sql("""
                select exists (
                    select 1 from doctor d
                    join doctor_day day on day.doctor_id = d.id
                        and day.date = (:start::timestamptz at time zone d.time_zone)::date
                    where d.id = :doctor
                      and case when :visitType::uuid is null then day.starts <> '{}'
                               else day.visits_version = day.version
                                    and day.visits @> jsonb_build_array(jsonb_build_object('id', :visitType::uuid)) end)
                """)
                .param("doctor", slot.doctor())
                .param("start", slot.start())
                .param("visitType", slot.visitType())
                .query(Boolean.class)
                .single();
    }

    /** Whether a slot that a claim did not find has arrived since the claim read the day. */
    boolean hasArrived(SlotId slot) {
        var date = LocalDate.ofInstant(slot.start(), ZoneOffset.UTC);
        return jdbc.sql("""
                select exists (
                    select 1 from doctor_day day
                    where day.doctor_id = :doctor and day.date between :from and :to
                      and case when :visitType::uuid is null then :start = any (day.starts)
                               else exists (select 1 from visit_of_slot(day, :visitType::uuid, :start) visit
                                            where visit.ends_at is not null) end)
                """)
                .param("doctor", slot.doctor())
                .param("start", slot.start())
                .param("visitType", slot.visitType())
                .param("from", date.minusDays(1))
                .param("to", date.plusDays(1))
                .query(Boolean.class)
                .single();
    }
}
