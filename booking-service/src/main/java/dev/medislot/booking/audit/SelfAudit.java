package dev.medislot.booking.audit;

import dev.medislot.booking.risk.BookingsAtRisk;
import dev.medislot.common.event.Topics;
import dev.medislot.service.sql.LongStatements;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts inconsistencies in the tables, which must never occur, and bookings that were kept without a license, which
 * staff should look after.
 */
@Component
class SelfAudit {

    private static final Logger LOG = LoggerFactory.getLogger(SelfAudit.class);
    private static final String DAMAGE = "What the last self-audit found; 0 while all is well";

    private final JdbcClient jdbc;
    private final LongStatements longStatements;
    private final TransactionTemplate transaction;
    private final BookingsAtRisk atRisk;
    private final Clock clock;
    private volatile @Nullable Findings last;

    SelfAudit(JdbcClient jdbc, LongStatements longStatements, TransactionTemplate transaction, BookingsAtRisk atRisk,
            Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.longStatements = longStatements;
        this.transaction = transaction;
        this.atRisk = atRisk;
        this.clock = clock;
        gauge(meters, "overlaps", DAMAGE, Findings::overlaps);
        gauge(meters, "without.license", "Bookings ahead without a license, for staff to move or cancel",
                Findings::withoutLicense);
        gauge(meters, "bookings.without.event", DAMAGE, Findings::bookingsWithoutEvent);
        gauge(meters, "versions.without.event", DAMAGE, Findings::versionsWithoutEvent);
        gauge(meters, "events.without.booking", DAMAGE, Findings::eventsWithoutBooking);
        gauge(meters, "contradictions", DAMAGE, Findings::contradictions);
    }

    @Scheduled(fixedDelayString = "${medislot.audit-every:15m}", initialDelayString = "PT20S")
    void audit() {
        var findings = count();
        if (findings.isClean()) {
            LOG.info("Self-audit: clean; {} bookings ahead without a license", findings.withoutLicense());
        } else {
            LOG.error("Self-audit: {}", findings);
        }
    }

    Findings count() {
        var findings = transaction.execute(_ -> {
            longStatements.allow();
            return new Findings(clock.instant(), overlaps(), atRisk.countWithoutLicense(), bookingsWithoutEvent(),
                    versionsWithoutEvent(), eventsWithoutBooking(), contradictions());
        });
        last = findings;
        return findings;
    }

    private long overlaps() {
        return number("""
                select count(*)
                from (select ends_at, coalesce(busy_until, ends_at) as busy_until,
                             lead(coalesce(busy_from, starts_at)) over (partition by doctor_id order by starts_at)
                                 as doctors_next,
                             lead(starts_at) over (partition by patient_id order by starts_at) as patients_next
                      from booking where status in ('CONFIRMED', 'HELD')) b
                where b.doctors_next < b.busy_until or b.patients_next < b.ends_at
                """);
    }

    private long bookingsWithoutEvent() {
        return number("""
                select count(*)
                from booking b
                where b.held_until is null
                  and not exists (select 1 from booking_history h where h.booking_id = b.id and h.version = b.version)
                """);
    }

    private long versionsWithoutEvent() {
        return number("""
                select coalesce(sum(b.version - h.versions), 0)
                from booking b
                join (select booking_id, count(*) as versions from booking_history group by booking_id) h
                  on h.booking_id = b.id
                where h.versions < b.version
                """);
    }

    private long eventsWithoutBooking() {
        return number("""
                select (select count(*) from booking_history h
                        where not exists (select 1 from booking b where b.id = h.booking_id and b.version >= h.version))
                     + (select count(*) from outbox o
                        where o.topic = :bookings
                          and not exists (select 1 from booking_history h
                                          where h.booking_id = o.key::uuid and h.version = o.sequence
                                            and h.event_id = o.event_id))
                """);
    }

    private long contradictions() {
        return number("""
                select count(*)
                from booking b
                join booking_history h on h.booking_id = b.id and h.version = b.version
                where (h.status, h.doctor_id, h.starts_at, h.ends_at, h.patient_state)
                      is distinct from (b.status, b.doctor_id, b.starts_at, b.ends_at, b.patient_state)
                """);
    }

    private long number(String sql) {
        return jdbc.sql(sql).param("bookings", Topics.BOOKINGS).query(Long.class).single();
    }

    private void gauge(MeterRegistry meters, String name, String description, ToLongFunction<Findings> count) {
        Gauge.builder("medislot.audit." + name, () -> {
            var findings = last;
            return findings == null ? 0 : count.applyAsLong(findings);
        }).description(description).register(meters);
    }
}
